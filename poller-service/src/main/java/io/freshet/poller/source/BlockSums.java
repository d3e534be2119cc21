package io.freshet.poller.source;

import io.freshet.poller.table.RangeSum;
import java.util.Map;

/**
 * Rows of some blocks summed up by a source.
 *
 * @param byRange sums by the range's number; ranges without rows there are absent. What is left out
 *     of the answers of the table is subtracted from the sums of the first block, so that a sum may
 *     be negative; over all blocks they are right
 * @param blocks how many blocks the table has
 * @param costMicros how long the source worked for them, microseconds, by its own clock
 */
public record BlockSums(Map<Long, RangeSum> byRange, long blocks, long costMicros) {

    public BlockSums {
        byRange = Map.copyOf(byRange);
    }
}
