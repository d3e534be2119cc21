package io.freshet.poller.source;

import java.util.OptionalLong;

/**
 * What a source lets anyone see without reading the table: signs that something other than an
 * insert may have happened. Signs, not proof: the statistics lag, and a standby has none.
 *
 * @param identity oid and file nodes of the table and its partitions, mixed: another one means
 *     truncated, rewritten or recreated
 * @param updated rows updated, and inserted too where keys do not tell what is new, as the
 *     statistics count
 * @param deleted rows deleted, as the statistics count
 * @param counted whether updates and deletes are counted at all: not on a standby, for a view or a
 *     foreign table, nor where {@code track_counts} is off
 * @param highestKey the highest key; empty where there is no row
 * @param rows about how many rows there are, as the statistics say; empty where they do not
 */
public record Hints(
        long identity,
        long updated,
        long deleted,
        boolean counted,
        OptionalLong highestKey,
        OptionalLong rows) {

    /** The same where nothing tells how many rows there are. */
    public Hints(
            long identity, long updated, long deleted, boolean counted, OptionalLong highestKey) {
        this(identity, updated, deleted, counted, highestKey, OptionalLong.empty());
    }

    /** Whether the table was truncated, rewritten or recreated since {@code earlier}. */
    public boolean replacedSince(Hints earlier) {
        return identity != earlier.identity;
    }

    /** Whether rows may have been updated or deleted since {@code earlier}. */
    public boolean movedSince(Hints earlier) {
        return replacedSince(earlier)
                || updated != earlier.updated
                || deleted != earlier.deleted
                || counted != earlier.counted
                || highestKey.orElse(Long.MIN_VALUE) < earlier.highestKey.orElse(Long.MIN_VALUE);
    }
}
