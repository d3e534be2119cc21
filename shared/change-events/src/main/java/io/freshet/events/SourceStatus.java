package io.freshet.events;

import java.util.List;
import java.util.Objects;

/**
 * How a source stands, told several times a second by the poller that owns it.
 *
 * @param published the newest event that the broker has confirmed: whoever has applied it has
 *     applied all that the source held at {@code asOf}
 * @param asOf up to when the source has been read completely, in microseconds since 1970 UTC by the
 *     poller's clock; 0 before the first complete read
 * @param state what the tailing is doing
 * @param detail why, in a sentence for people; empty while live
 * @param highWaterMark highest key published; {@link Long#MIN_VALUE} before the first
 * @param lagRows estimate of the committed rows not yet published, 0 or more
 * @param pendingGaps ranges of keys below the high-water mark that hold no row and are still
 *     watched
 * @param auditedAt when the newest complete comparison began that found source and warehouse equal,
 *     microseconds since 1970 UTC; 0 before the first
 * @param differences rows that comparisons found different and repaired since the poller started
 * @param progress how far a first read has come, in a sentence that names tables and no server;
 *     empty where none goes on
 * @param tables the tables that are set aside; what else is said here is said of all others
 */
public record SourceStatus(
        Position published,
        long asOf,
        SourceState state,
        String detail,
        long highWaterMark,
        long lagRows,
        long pendingGaps,
        long auditedAt,
        long differences,
        String progress,
        List<TableStatus> tables) {

    /** The same where no first read goes on, and no table is set aside. */
    public SourceStatus(
            Position published,
            long asOf,
            SourceState state,
            String detail,
            long highWaterMark,
            long lagRows,
            long pendingGaps,
            long auditedAt,
            long differences) {
        this(
                published,
                asOf,
                state,
                detail,
                highWaterMark,
                lagRows,
                pendingGaps,
                auditedAt,
                differences,
                "",
                List.of());
    }

    public SourceStatus {
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(progress, "progress");
        tables = List.copyOf(tables);
    }
}
