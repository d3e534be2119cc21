package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.warehouse.HeldRanges;
import java.util.Deque;
import java.util.List;

/** What a table's reconciliation does next. */
sealed interface ReconciliationStep {

    /** Nothing, until the next pass begins. */
    record Resting() implements ReconciliationStep {}

    /** Nothing, until the warehouse or the source has answered. */
    record Asking() implements ReconciliationStep {}

    /** Has the source sum up a stretch; {@code held} is what the warehouse held of it before. */
    record Summing(KeyRange stretch, HeldRanges held) implements ReconciliationStep {}

    /** Publishes that ranges have no row any more. */
    record Clearing(Emptied emptied) implements ReconciliationStep {}

    /** Has the source say which rows ranges have. */
    record Digesting(List<KeyRange> ranges) implements ReconciliationStep {}

    /** Publishes page by page which keys are gone, then reads others. */
    record Removing(Deque<List<Long>> keys, Deque<List<Long>> thenRead)
            implements ReconciliationStep {}

    /** Reads and publishes rows page by page. */
    record Reading(Deque<List<Long>> keys) implements ReconciliationStep {}
}
