package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Proves that source and warehouse hold the same of one table, and repairs where they do not. A
 * pass walks over the keys in stretches:
 *
 * <ol>
 *   <li>the source sums up a stretch, and the warehouse says what it holds of it once all that was
 *       published before is applied; what was published since is subtracted;
 *   <li>of ranges that differ both say which rows they have; keys that had not been seen are left
 *       to the polls;
 *   <li>rows that are new or changed are read and published, and so is which ones are gone.
 * </ol>
 *
 * Each step is one statement at the source, between polls; the warehouse is asked meanwhile. To be
 * used from the source's loop, never while another read of the source is under way: what is
 * published is then published in the order in which it was read.
 */
public final class TableReconciliation {

    private final TableState state;
    private final EpochPublisher publisher;
    private final EventLoop loop;
    private final PassPace pace;
    private final Proof proof;
    private final StretchReconciliation stretches;
    private final ScanReconciliation scans;
    private final RowReconciliation rows;
    private final Runnable wake;
    private final StretchFindings findings;

    private PassStep step = new PassStep.Resting();
    private int pass;
    private long passEnd = Long.MAX_VALUE;
    private KeyRange stretch = KeyRange.ALL;

    /**
     * @param fence the epoch's fencing token
     * @param wake called when a step can be done that could not before
     */
    public TableReconciliation(
            OwnedSource source,
            TableState state,
            EpochPublisher publisher,
            HeldState held,
            SourceBudget budget,
            EventLoop loop,
            long fence,
            SourceMeter meter,
            Runnable wake) {
        this.state = state;
        this.publisher = publisher;
        this.loop = loop;
        this.pace = new PassPace(budget, state, loop);
        HeldQuestion question = new HeldQuestion(loop, fence);
        HeldRanges ranges = new HeldRanges(source, state, held, question);
        this.stretches = new StretchReconciliation(state, publisher, ranges, pace);
        this.scans = new ScanReconciliation(state, publisher, ranges, pace);
        this.proof = new Proof(state.gaps(), publisher);
        this.rows =
                new RowReconciliation(
                        source, state, publisher, held, loop, question, pace, proof, meter);
        this.findings = new StretchFindings(state.home());
        this.wake = wake;
    }

    /** Takes in hints, and whether rows were inserted since the last ones. */
    public void look(Hints seen, boolean grown) {
        if (pace.look(seen, grown)) {
            abort();
        }
    }

    /** Milliseconds until the source can be asked; the most of all until {@code wake} is called. */
    public long millisUntilStep() {
        if (step instanceof PassStep.Asking) {
            return Long.MAX_VALUE;
        }
        return step instanceof PassStep.Resting ? pace.millisUntilPass() : pace.millisUntilStep();
    }

    /**
     * Does the next step. There must be room for an event.
     *
     * @param behind whether rows wait above all keys seen: they are then left to the polls
     */
    public Future<Void> step(SourceTable table, boolean behind) {
        if (step instanceof PassStep.Resting) {
            beginPass(behind);
            return Future.succeededFuture();
        }
        if (step instanceof PassStep.Summing summing) {
            return sum(table, summing);
        }
        if (step instanceof PassStep.Scanning) {
            return scan(table);
        }
        if (step instanceof PassStep.Clearing clearing) {
            return clear(table, clearing.emptied());
        }
        if (step instanceof PassStep.Digesting digesting) {
            return digest(table, digesting.ranges());
        }
        return step instanceof PassStep.Repairing repairing
                ? repair(table, repairing)
                : Future.succeededFuture();
    }

    private void beginPass(boolean behind) {
        pace.passBegins();
        proof.begin(loop.wallMicros());
        if (state.home() == Home.HASH) {
            scans.begin();
            step = new PassStep.Scanning();
            return;
        }
        passEnd = behind ? state.gaps().highWaterMark() : Long.MAX_VALUE;
        if (passEnd == Long.MIN_VALUE) {
            endPass();
        } else {
            askFrom(Long.MIN_VALUE);
        }
    }

    private void askFrom(long low) {
        step = new PassStep.Asking();
        whenAnswered(
                pass,
                stretches.held(low, passEnd),
                answer -> {
                    stretch = stretches.next(low, answer, passEnd);
                    go(new PassStep.Summing(stretch, answer));
                });
    }

    /** The warehouse's answer counts only while the pass goes on that asked for it. */
    private <T> Void whenAnswered(int asked, Future<T> answer, Consumer<T> then) {
        answer.<Void>map(
                        found -> {
                            if (asked == pass) {
                                then.accept(found);
                            }
                            return null;
                        })
                .onFailure(error -> failed(asked, error));
        return null;
    }

    private Future<Void> sum(SourceTable table, PassStep.Summing summing) {
        int asked = pass;
        step = new PassStep.Asking();
        return stretches
                .compare(table, summing.stretch(), passEnd, summing.held())
                .map(pending -> whenAnswered(asked, pending, this::take))
                .recover(error -> retry(asked, error));
    }

    private Future<Void> scan(SourceTable table) {
        int asked = pass;
        return scans.step(table)
                .onSuccess(all -> all.filter(compared -> asked == pass).ifPresent(this::scanned))
                .mapEmpty();
    }

    private void scanned(Future<StretchComparison> compared) {
        step = new PassStep.Asking();
        whenAnswered(pass, compared, this::take);
    }

    /** A stretch that takes too long is tried again, shorter. */
    private Future<Void> retry(int asked, Throwable error) {
        if (!(error instanceof SourceProblem problem) || !problem.isTooSlow()) {
            return Future.failedFuture(error);
        }
        if (asked == pass) {
            pace.spent(PollerLimits.TOO_SLOW_MICROS);
            askFrom(stretch.low());
        }
        return Future.succeededFuture();
    }

    private void take(StretchComparison comparison) {
        stretch = comparison.stretch();
        rows.memory().equalBut(stretch, comparison.all());
        findings.add(comparison);
        goOn();
    }

    /** The next thing to do about the stretch; after the last one the next stretch. */
    private void goOn() {
        Optional<PassStep> next = findings.next();
        if (next.isPresent()) {
            go(next.get());
        } else if (stretch.high() < passEnd) {
            askFrom(stretch.high() + 1);
        } else {
            endPass();
        }
    }

    private Future<Void> clear(SourceTable table, Emptied cleared) {
        if (rows.clear(table, cleared)) {
            goOn();
        } else if (cleared.rows() <= PollerLimits.GONE_RANGE_ROWS) {
            findings.compareRows(cleared);
            goOn();
        } else {
            // Too many to be compared row by row: the table as it is now is compared anew.
            pace.again();
            abort();
        }
        return Future.succeededFuture();
    }

    private Future<Void> digest(SourceTable table, List<KeyRange> ranges) {
        int asked = pass;
        step = new PassStep.Asking();
        return rows.compare(table, ranges)
                .map(pending -> whenAnswered(asked, pending, this::differ));
    }

    private void differ(RowDifference difference) {
        PassStep.Repairing repairing = rows.plan(difference);
        if (repairing.isDone()) {
            goOn();
        } else {
            go(repairing);
        }
    }

    private Future<Void> repair(SourceTable table, PassStep.Repairing repairing) {
        return rows.repair(table, repairing)
                .onSuccess(
                        done -> {
                            if (repairing.isDone()) {
                                goOn();
                            }
                        });
    }

    private void go(PassStep next) {
        step = next;
        wake.run();
    }

    private void failed(int asked, Throwable error) {
        if (asked != pass) {
            return;
        }
        if (!HeldQuestion.isWarehouseAway(error)) {
            publisher.fail("reconciliation: " + error.getMessage(), error);
        }
        abort();
        wake.run();
    }

    private void endPass() {
        if (passEnd == Long.MAX_VALUE && !rows.memory().hasWithoutEffect()) {
            proof.passed();
        }
        pace.passEnds();
        abort();
    }

    /** Gives up the pass that is under way, if one is; the next one begins from the start. */
    public void abort() {
        pass++;
        step = new PassStep.Resting();
        findings.clear();
        state.recent().end();
    }

    /** How it stands. */
    public Standing standing() {
        return new Standing(
                proof.provenAt(),
                pace.promisedMillis(),
                rows.memory().diverging(),
                pace.isResetting());
    }
}
