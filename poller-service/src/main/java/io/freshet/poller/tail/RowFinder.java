package io.freshet.poller.tail;

import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;

/** Finds the rows that a poll publishes. To be used from the source's loop. */
sealed interface RowFinder permits GapFinder, BlockFinder {

    /**
     * The next rows, perhaps none.
     *
     * @param readAt when the read begins, microseconds since 1970 UTC
     */
    Future<RowPage> find(SourceTable table, long readAt);

    /** Whether a first read of all rows is under way: comparing would find nothing else. */
    boolean isLoading();

    /** How much of a first read is done, from 0 to 1; not a number where that is not known. */
    double loaded();

    /** Whether all rows were looked for that there were when it was made. */
    boolean hasReadAll();

    /**
     * Of when what was found is, microseconds since 1970 UTC; 0 where that is not known.
     *
     * @param page the last page
     * @param provenAt since when source and warehouse are proven to be the same, or 0
     */
    long asOf(RowPage page, long provenAt);
}
