package io.freshet.poller.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

/**
 * What is measured while a source is tailed.
 *
 * @param polls how long each poll took, from question to answer
 * @param published rows published
 * @param newRows rows that reconciliation found and no poll would have
 * @param changedRows rows that reconciliation found changed
 * @param goneRows rows that reconciliation found gone
 * @param share how much of the source's time goes into answering
 */
public record SourceMeter(
        Timer polls,
        Counter published,
        Counter newRows,
        Counter changedRows,
        Counter goneRows,
        TimeShare share) {

    /** Rows that reconciliation found different so far, of whatever kind. */
    public long differences() {
        return Math.round(newRows.count() + changedRows.count() + goneRows.count());
    }
}
