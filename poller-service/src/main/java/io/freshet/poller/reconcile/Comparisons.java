package io.freshet.poller.reconcile;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;

/**
 * The ways in which a table is compared.
 *
 * @param stretches by summing up stretches of keys
 * @param written by what was written to them
 * @param scans by summing up blocks, where keys are hashes
 * @param rows row by row
 * @param marks since when rows that were written are to be looked at
 */
record Comparisons(
        StretchReconciliation stretches,
        WrittenReconciliation written,
        ScanReconciliation scans,
        RowReconciliation rows,
        WriteMarks marks) {

    /**
     * Those of a table's epoch.
     *
     * @param fence the epoch's fencing token
     */
    static Comparisons of(
            OwnedSource source,
            TableState state,
            EpochPublisher publisher,
            HeldState held,
            PassPace pace,
            Proof proof,
            EventLoop loop,
            long fence,
            SourceMeter meter) {
        HeldQuestion question = new HeldQuestion(loop, fence);
        HeldRanges ranges = new HeldRanges(source, state, held, question);
        WriteMarks marks = new WriteMarks();
        StretchReconciliation stretches =
                new StretchReconciliation(state, publisher, ranges, pace, marks);
        RowReconciliation rows =
                new RowReconciliation(
                        source, state, publisher, held, loop, question, pace, proof, meter);
        StretchWalk walk = new StretchWalk(ranges, pace, state.home());
        return new Comparisons(
                stretches,
                new WrittenReconciliation(state, publisher, stretches, walk, marks, rows),
                new ScanReconciliation(state, publisher, ranges, pace),
                rows,
                marks);
    }
}
