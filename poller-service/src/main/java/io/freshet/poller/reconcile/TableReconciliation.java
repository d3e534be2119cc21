package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.ReconciledRows.Kind;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldRanges;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.warehouse.layout.KeyRanges;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

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
    private final RowReconciliation rows;
    private final GoneRows gone;
    private final ReconciledRows counter;
    private final Runnable wake;
    private final Deque<Emptied> emptied = new ArrayDeque<>();
    private final Deque<Long> differing = new ArrayDeque<>();

    private ReconciliationStep step = new ReconciliationStep.Resting();
    private int pass;
    private long passBegan;
    private long passEnd = Long.MAX_VALUE;
    private KeyRange stretch = KeyRange.ALL;
    private boolean resetting;

    /**
     * @param fence the epoch's fencing token
     * @param wake called when a step can be done that could not before
     */
    public TableReconciliation(
            OwnedSource source,
            TableState state,
            EpochPublisher publisher,
            HeldState held,
            EventLoop loop,
            long fence,
            ReconciledRows counter,
            Runnable wake) {
        this.state = state;
        this.publisher = publisher;
        this.loop = loop;
        this.pace = new PassPace(source.config().sweeps(), loop);
        HeldQuestion question = new HeldQuestion(loop, fence);
        this.stretches = new StretchReconciliation(source, state, publisher, held, question, pace);
        this.proof = new Proof(state.gaps(), publisher);
        this.rows =
                new RowReconciliation(source, state, publisher, held, loop, question, pace, proof);
        this.gone = new GoneRows(state, publisher);
        this.counter = counter;
        this.wake = wake;
    }

    /**
     * Takes in what can be seen without reading the table.
     *
     * @param grown whether rows were inserted since the last hints
     */
    public void look(Hints seen, boolean grown) {
        if (pace.look(seen, grown)) {
            abort();
        }
    }

    /**
     * In how many milliseconds the source can be asked something; 0 for now, {@link Long#MAX_VALUE}
     * where it is not before {@code wake} was called.
     */
    public long millisUntilStep() {
        if (step instanceof ReconciliationStep.Asking) {
            return Long.MAX_VALUE;
        }
        return step instanceof ReconciliationStep.Resting
                ? pace.millisUntilPass()
                : pace.millisUntilStep();
    }

    /**
     * Does the next step. There must be room for an event.
     *
     * @param behind whether rows wait above all keys seen: they are then left to the polls
     */
    public Future<Void> step(SourceTable table, boolean behind) {
        if (step instanceof ReconciliationStep.Resting) {
            beginPass(behind);
            return Future.succeededFuture();
        }
        if (step instanceof ReconciliationStep.Summing summing) {
            return sum(table, summing);
        }
        if (step instanceof ReconciliationStep.Clearing clearing) {
            return clear(table, clearing.emptied());
        }
        if (step instanceof ReconciliationStep.Digesting digesting) {
            return digest(table, digesting.ranges());
        }
        if (step instanceof ReconciliationStep.Removing removing) {
            return remove(removing);
        }
        return step instanceof ReconciliationStep.Reading reading
                ? read(table, reading)
                : Future.succeededFuture();
    }

    private void beginPass(boolean behind) {
        resetting = pace.passBegins();
        passBegan = loop.wallMicros();
        proof.begin();
        passEnd = behind ? state.gaps().highWaterMark() : Long.MAX_VALUE;
        if (passEnd == Long.MIN_VALUE) {
            endPass();
        } else {
            askFrom(Long.MIN_VALUE);
        }
    }

    private void askFrom(long low) {
        step = new ReconciliationStep.Asking();
        int asked = pass;
        stretches
                .held(low, passEnd)
                .map(answer -> asked == pass ? begin(low, answer) : null)
                .onFailure(error -> failed(asked, error));
    }

    private Void begin(long low, HeldRanges answer) {
        stretch = stretches.next(low, answer, passEnd);
        go(new ReconciliationStep.Summing(stretch, answer));
        return null;
    }

    private Future<Void> sum(SourceTable table, ReconciliationStep.Summing summing) {
        int asked = pass;
        step = new ReconciliationStep.Asking();
        return stretches
                .compare(table, summing.stretch(), summing.held())
                .map(
                        pending -> {
                            pending.map(found -> asked == pass ? take(found) : null)
                                    .onFailure(error -> failed(asked, error));
                            return (Void) null;
                        })
                .recover(error -> retry(asked, error));
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

    private Void take(StretchComparison comparison) {
        rows.memory().equalBut(stretch, comparison.differing());
        emptied.addAll(comparison.emptied());
        differing.addAll(comparison.differing());
        goOn();
        return null;
    }

    /** The next thing to do about the stretch; after the last one the next stretch. */
    private void goOn() {
        if (!emptied.isEmpty()) {
            go(new ReconciliationStep.Clearing(emptied.poll()));
        } else if (!differing.isEmpty()) {
            List<KeyRange> ranges = new ArrayList<>();
            while (!differing.isEmpty() && ranges.size() < PollerLimits.ROW_COMPARISON_RANGES) {
                long range = differing.poll();
                ranges.add(new KeyRange(KeyRanges.lowestKey(range), KeyRanges.highestKey(range)));
            }
            go(new ReconciliationStep.Digesting(ranges));
        } else if (stretch.high() < passEnd) {
            askFrom(stretch.high() + 1);
        } else {
            endPass();
        }
    }

    private Future<Void> clear(SourceTable table, Emptied cleared) {
        if (state.recent().touches(cleared.keys())) {
            differing.addAll(cleared.ranges());
        } else {
            gone.publish(table.definition(), cleared.keys(), loop.wallMicros(), loop.millis());
            counter.found(Kind.GONE, cleared.rows());
            pace.foundChange();
        }
        goOn();
        return Future.succeededFuture();
    }

    private Future<Void> digest(SourceTable table, List<KeyRange> ranges) {
        int asked = pass;
        step = new ReconciliationStep.Asking();
        return rows.compare(table, ranges)
                .map(
                        pending -> {
                            pending.map(found -> asked == pass ? differ(found) : null)
                                    .onFailure(error -> failed(asked, error));
                            return null;
                        });
    }

    private Void differ(RowDifference difference) {
        if (!difference.isNone()) {
            pace.foundChange();
            counter.found(Kind.NEW, difference.fresh().size());
            counter.found(Kind.CHANGED, difference.changed().size());
            counter.found(Kind.GONE, difference.gone().size());
        }
        difference.doubted().forEach(gone::doubt);
        Deque<List<Long>> toRead = difference.pagesToRead(PollerLimits.REPAIR_ROWS);
        Deque<List<Long>> toRemove = difference.gonePages(PollerLimits.GONE_KEYS);
        if (!toRemove.isEmpty()) {
            go(new ReconciliationStep.Removing(toRemove, toRead));
        } else {
            goToRead(toRead);
        }
        return null;
    }

    private void goToRead(Deque<List<Long>> pages) {
        if (pages.isEmpty()) {
            goOn();
        } else {
            go(new ReconciliationStep.Reading(pages));
        }
    }

    private Future<Void> remove(ReconciliationStep.Removing removing) {
        gone.publish(removing.keys().poll(), loop.millis());
        if (removing.keys().isEmpty()) {
            goToRead(removing.thenRead());
        }
        return Future.succeededFuture();
    }

    private Future<Void> read(SourceTable table, ReconciliationStep.Reading reading) {
        return rows.read(table, reading.keys().poll())
                .map(
                        done -> {
                            if (reading.keys().isEmpty()) {
                                goOn();
                            }
                            return null;
                        });
    }

    private void go(ReconciliationStep next) {
        step = next;
        wake.run();
    }

    private void failed(int asked, Throwable error) {
        if (asked != pass) {
            return;
        }
        boolean warehouseAway =
                error instanceof VertxException
                        || error instanceof TimeoutException
                        || error instanceof IOException;
        if (!warehouseAway) {
            publisher.fail("reconciliation: " + error.getMessage(), error);
        }
        abort();
        wake.run();
    }

    private void endPass() {
        if (passEnd == Long.MAX_VALUE && !rows.memory().hasWithoutEffect()) {
            proof.passed(passBegan);
        }
        pace.passEnds();
        resetting = false;
        rest();
    }

    /** Gives up the pass that is under way, if one is; the next one begins from the start. */
    public void abort() {
        rest();
    }

    private void rest() {
        pass++;
        step = new ReconciliationStep.Resting();
        emptied.clear();
        differing.clear();
        state.recent().end();
    }

    /**
     * Up to when everything was proven equal, microseconds since 1970 UTC; 0 before the first
     * complete pass.
     */
    public long provenAt() {
        return proof.provenAt();
    }

    /** A key that could not be repaired in several attempts, if there is one. */
    public Optional<Long> diverging() {
        return rows.memory().diverging();
    }

    /** Whether the table was truncated, rewritten or recreated and that is not yet taken in. */
    public boolean resetting() {
        return resetting || pace.isReplaced();
    }
}
