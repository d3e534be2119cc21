package io.freshet.poller.source;

import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ranges of keys summed up by a source, part by part.
 *
 * @param home what the keys are
 * @param byPart sums by the part's number; parts without rows are absent
 * @param costMicros how long the source worked for them, microseconds, as far as can be told
 * @param mark stands for all that was written by then, for {@link SourceTable#written}; empty where
 *     the table does not tell when its rows were written
 */
public record RangeSums(
        Home home, Map<Long, RangeSum> byPart, long costMicros, Optional<String> mark) {

    public RangeSums {
        byPart = Map.copyOf(byPart);
    }

    /** Sums by the range's number; ranges without rows are absent. */
    public Map<Long, RangeSum> byRange() {
        Map<Long, RangeSum> ranges = new HashMap<>();
        byPart.forEach((part, sum) -> ranges.merge(home.rangeOfPart(part), sum, RangeSum::plus));
        return ranges;
    }
}
