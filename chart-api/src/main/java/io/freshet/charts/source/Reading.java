package io.freshet.charts.source;

import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.events.TableStatus;
import java.util.List;

/**
 * A poller's word on a source: all that it held at {@code asOf} is in the events up to this
 * position.
 *
 * @param fence epoch of the position
 * @param sequence number of the position within its epoch
 * @param asOf microseconds since 1970 UTC; 0 before the first complete read
 * @param provenAt when the newest complete comparison began that found source and warehouse equal,
 *     microseconds since 1970 UTC; 0 before the first
 * @param state what the tailing is doing
 * @param progress how far a first read has come, in a sentence; empty where none goes on
 * @param tables the tables that are set aside
 */
public record Reading(
        long fence,
        long sequence,
        long asOf,
        long provenAt,
        SourceState state,
        String progress,
        List<TableStatus> tables) {

    public Reading {
        tables = List.copyOf(tables);
    }

    /** The same where no table is set aside. */
    public Reading(
            long fence,
            long sequence,
            long asOf,
            long provenAt,
            SourceState state,
            String progress) {
        this(fence, sequence, asOf, provenAt, state, progress, List.of());
    }

    /** The same where no first read goes on. */
    public Reading(long fence, long sequence, long asOf, long provenAt, SourceState state) {
        this(fence, sequence, asOf, provenAt, state, "");
    }

    /** The part of a status message that matters here. */
    public static Reading of(SourceStatus status) {
        return new Reading(
                status.published().fence(),
                status.published().sequence(),
                status.asOf(),
                status.auditedAt(),
                status.state(),
                status.progress(),
                status.tables());
    }

    boolean samePosition(Reading other) {
        return fence == other.fence && sequence == other.sequence;
    }
}
