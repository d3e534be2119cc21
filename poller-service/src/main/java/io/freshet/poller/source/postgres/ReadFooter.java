package io.freshet.poller.source.postgres;

import io.vertx.sqlclient.Row;
import java.util.OptionalLong;

/**
 * What a statement tells of itself in the row behind its rows.
 *
 * @param costMicros how long the server worked for it, microseconds, planning included
 * @param wal where the server's history stood, bytes of write-ahead log; empty where it cannot tell
 * @param standby whether the server only replays
 * @param replayedMicros when the last that it replayed was committed, microseconds since 1970 UTC;
 *     empty where nothing waits to be replayed
 */
record ReadFooter(long costMicros, OptionalLong wal, boolean standby, OptionalLong replayedMicros) {

    /** Of rows: cost, position, and what is replayed, behind the key. */
    static ReadFooter ofRows(Row row) {
        String replayed = row.getString(3);
        return new ReadFooter(
                row.getLong(1),
                optional(row.getLong(2)),
                replayed != null,
                replayed == null || replayed.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(replayed)));
    }

    /** Of sums or digests: cost, and position in the last column. */
    static ReadFooter ofSums(Row row, int column) {
        return new ReadFooter(
                row.getLong(1), optional(row.getLong(column)), false, OptionalLong.empty());
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * Of when the rows are.
     *
     * @param readAt when the read began, microseconds since 1970 UTC
     */
    long asOf(long readAt) {
        return Math.min(readAt, replayedMicros.orElse(readAt));
    }
}
