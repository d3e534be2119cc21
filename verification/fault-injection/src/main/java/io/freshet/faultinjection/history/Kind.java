package io.freshet.faultinjection.history;

/** What writers may do to a source. */
public enum Kind {
    /** Rows in one transaction. */
    INSERT,
    /** Rows in a transaction each. */
    INSERT_EACH,
    /** Rows by COPY. */
    COPY,
    /** Rows whose keys are below all others. */
    EXPLICIT_LOW,
    /** Rows whose keys are far ahead of the sequence. */
    EXPLICIT_AHEAD,
    /** Keys fetched by nextval and not used yet. */
    TAKE_KEYS,
    /** Rows under keys that were fetched before. */
    USE_TAKEN_KEYS,
    /** The sequence hands out keys in stretches per session; two sessions insert in turn. */
    CACHED_SEQUENCE,
    /** A statement that waits between nextval and its first write. */
    SLOW_INSERT,
    /** Values that are none. */
    HOSTILE_VALUES,
    /** Values that are no text in their encoding, where the database lets them in. */
    INVALID_BYTES,
    /** The highest key that the column can hold. */
    LAST_KEY,
    /** A transaction inserts and stays open. */
    OPEN_INSERT,
    /** An open transaction inserts in subtransactions, some of which are rolled back. */
    SAVEPOINTS,
    /** A transaction updates and stays open. */
    OPEN_UPDATE,
    /** An open transaction commits. */
    COMMIT_OPEN,
    /** An open transaction is rolled back. */
    ROLLBACK_OPEN,
    /** An open transaction is prepared for two-phase commit. */
    PREPARE,
    /** A prepared transaction commits. */
    COMMIT_PREPARED,
    /** A prepared transaction is rolled back. */
    ROLLBACK_PREPARED,
    /** A transaction writes elsewhere and stays open to the end of the history. */
    LONG_ELSEWHERE,
    /** Rows are changed in place. */
    UPDATE_RANGE,
    /** The newest row is changed. */
    UPDATE_NEWEST,
    /** A row gets another key. */
    MOVE_KEY,
    /** Rows are written again as they are. */
    UPDATE_IN_VAIN,
    /** Rows are deleted. */
    DELETE_RANGE,
    /** The newest rows are deleted, and their keys given out again. */
    DELETE_NEWEST_AND_REUSE,
    /** All rows are deleted. */
    DELETE_ALL,
    /** TRUNCATE. */
    TRUNCATE,
    /** TRUNCATE RESTART IDENTITY. */
    TRUNCATE_RESTART,
    /** Emptied and filled with as many other rows under the same keys, in one transaction. */
    REFILL,
    /** The table's rows are put aside. */
    BACKUP,
    /** The rows put aside come back in place of those that are there. */
    RESTORE,
    /** Dropped and created anew, with other rows. */
    RECREATE,
    /** VACUUM FULL: another file for the same rows. */
    VACUUM_FULL,
    /** A column changes its type in a way that rewrites the table. */
    REWRITE,
    /** Statistics start at zero again. */
    RESET_STATISTICS,
    /** A column is added. */
    ADD_COLUMN,
    /** A column that is needed goes away for a moment and comes back. */
    DRIFT_AND_HEAL
}
