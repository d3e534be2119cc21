package io.freshet.poller.source.postgres;

/** Where a source can tell from when a row was committed. */
enum RowTime {
    /** It cannot tell. */
    NONE,
    /** From the transaction's commit timestamp: {@code track_commit_timestamp} is on. */
    COMMIT,
    /** From a column that the pipeline definition names. */
    COLUMN
}
