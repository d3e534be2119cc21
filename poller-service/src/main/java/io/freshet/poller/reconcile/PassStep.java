package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.warehouse.HeldSums;
import java.util.Deque;
import java.util.List;

/** What a pass does next. */
sealed interface PassStep {

    /** Begins. */
    record Beginning() implements PassStep {}

    /** Nothing, until the warehouse or the source has answered. */
    record Asking() implements PassStep {}

    /** Has the source sum up a stretch; {@code held} is what the warehouse held of it before. */
    record Summing(KeyRange stretch, HeldSums held) implements PassStep {}

    /** Has the source say what was written to a stretch since the pass before. */
    record Looking(KeyRange stretch, HeldSums held) implements PassStep {

        /** Has the stretch summed up instead. */
        Summing summing() {
            return new Summing(stretch, held);
        }
    }

    /** Has the source sum up the next blocks. */
    record Scanning() implements PassStep {}

    /** Publishes that ranges have no row any more. */
    record Clearing(Emptied emptied) implements PassStep {}

    /** Has the source say which rows ranges have. */
    record Digesting(List<KeyRange> ranges) implements PassStep {}

    /** Publishes page by page which keys are gone, then reads and publishes rows page by page. */
    record Repairing(Deque<List<Long>> gone, Deque<List<Long>> toRead) implements PassStep {

        boolean isDone() {
            return gone.isEmpty() && toRead.isEmpty();
        }
    }
}
