package io.freshet.poller.reconcile;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.Optional;

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
 * <p>Where a table tells when rows were written, most passes ask for no sums, but for how many rows
 * there are and which were written since the pass before; where those do not explain what is held,
 * the stretch is summed up.
 *
 * <p>Each step is one statement at the source, between polls; the warehouse is asked meanwhile. To
 * be used from the source's loop, never while another read of the source is under way: what is
 * published is then published in the order in which it was read.
 */
public final class TableReconciliation {

    private final TableState state;
    private final EpochPublisher publisher;
    private final EventLoop loop;
    private final PassPace pace;
    private final Proof proof;
    private final Comparisons by;
    private final Runnable wake;

    private Optional<Pass> pass = Optional.empty();

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
        this.proof = new Proof(state.gaps(), publisher);
        this.by = Comparisons.of(source, state, publisher, held, pace, proof, loop, fence, meter);
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
        if (pass.isEmpty()) {
            return pace.millisUntilPass(by.marks().since().isPresent());
        }
        return pass.get().isAsking() ? Long.MAX_VALUE : pace.millisUntilStep();
    }

    /**
     * Does the next step. There must be room for an event.
     *
     * @param behind whether rows wait above all keys seen: they are then left to the polls
     */
    public Future<Void> step(SourceTable table, boolean behind) {
        return pass.orElseGet(() -> begin(behind)).step(table);
    }

    private Pass begin(boolean behind) {
        boolean whole = by.marks().since().isEmpty() || pace.isWholeDue();
        pace.passBegins(whole);
        if (whole) {
            proof.begin(loop.wallMicros());
        }
        boolean all = !behind || state.home() == Home.HASH;
        long end = all ? Long.MAX_VALUE : state.gaps().highWaterMark();
        Pass begun = new Pass(by, pace, state.home(), whole, end, new Passing());
        pass = Optional.of(begun);
        return begun;
    }

    /** What becomes of a pass. */
    private final class Passing implements Pass.Listener {

        @Override
        public void wake() {
            wake.run();
        }

        @Override
        public void complete() {
            Pass ended = pass.orElseThrow();
            if (!by.rows().memory().hasWithoutEffect()) {
                by.marks().passed();
                if (ended.isWhole() && ended.isOverAll()) {
                    proof.passed();
                }
            }
            pace.passEnds();
            abort();
        }

        @Override
        public void again() {
            pace.again();
            abort();
        }

        @Override
        public void failed(Throwable error) {
            if (!HeldQuestion.isWarehouseAway(error)) {
                publisher.fail("reconciliation: " + error.getMessage(), error);
            }
            abort();
            wake.run();
        }
    }

    /** Gives up the pass that is under way, if one is; the next one begins from the start. */
    public void abort() {
        pass.ifPresent(Pass::end);
        pass = Optional.empty();
        state.recent().end();
    }

    /** The source is asked by another connection from now on, or not at all. */
    public void disconnected() {
        by.marks().forget();
        abort();
    }

    /** How it stands. */
    public Standing standing() {
        return new Standing(
                proof.provenAt(),
                pace.promisedMillis(),
                by.rows().memory().diverging(),
                pace.isResetting());
    }
}
