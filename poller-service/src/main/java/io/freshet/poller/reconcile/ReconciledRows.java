package io.freshet.poller.reconcile;

/** Counts the rows that reconciliation, and not a poll, found. */
@FunctionalInterface
public interface ReconciledRows {

    /** How a row was found to differ. */
    enum Kind {
        /** The warehouse lacked it, and no poll would have found it. */
        NEW,
        /** The warehouse held it otherwise. */
        CHANGED,
        /** The warehouse held it, and the source did not. */
        GONE
    }

    /** So many rows more were found. */
    void found(Kind kind, long rows);
}
