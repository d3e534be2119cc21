package io.freshet.lake.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A change of one row.
 *
 * @param table the row's table
 * @param version the version of the source that the change made
 * @param changeId its place among all changes
 * @param present whether the row is as told since; false where it is gone, and told as it was last
 * @param rowKey the key that the row is held under; null where its table has none
 * @param row the values by their columns; numbers are exact, times as ISO writes them
 * @param changedAt when the transaction that made it began
 */
public record LakeChange(
        LakeTable table,
        long version,
        long changeId,
        boolean present,
        Long rowKey,
        ObjectNode row,
        Instant changedAt) {}
