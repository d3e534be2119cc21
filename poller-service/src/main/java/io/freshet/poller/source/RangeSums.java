package io.freshet.poller.source;

import io.freshet.poller.table.RangeSum;
import java.util.Map;

/**
 * Ranges of keys summed up by a source.
 *
 * @param byRange sums by the range's number; ranges without rows are absent
 * @param costMicros how long the source worked for them, microseconds, as far as can be told
 */
public record RangeSums(Map<Long, RangeSum> byRange, long costMicros) {

    public RangeSums {
        byRange = Map.copyOf(byRange);
    }
}
