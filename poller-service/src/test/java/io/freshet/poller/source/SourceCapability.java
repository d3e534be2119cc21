package io.freshet.poller.source;

/**
 * What not every source can. One that does not declare a capability does without it in a way that
 * the contract says too.
 */
public enum SourceCapability {
    /** Counts updates and deletes; one that does not says so and counts none. */
    SUPPORTS_CHANGE_COUNTS,

    /** Tells which rows were written since a mark; without it there is no mark. */
    SUPPORTS_WRITE_MARKS,

    /** Gives rows the time of a declared column; without it no row has a time. */
    SUPPORTS_ROW_TIMES,

    /** Has tables with several rows under one key; without it a second row is refused. */
    SUPPORTS_DOUBLE_KEYS,

    /** Has tables with rows that have no key; without it such a row is refused. */
    SUPPORTS_ROWS_WITHOUT_KEY,

    /**
     * Leaves a row out that is too slow to read, and reads the others; without it the question
     * fails as too slow.
     */
    SUPPORTS_LEAVING_OUT_SLOW_ROWS,

    /** May show an older state, of which it tells the age; without it what is read is of now. */
    SUPPORTS_REPLAY_AGE,

    /** Says what is there; without it nothing is said. */
    SUPPORTS_DESCRIPTION
}
