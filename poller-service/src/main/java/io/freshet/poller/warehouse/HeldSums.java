package io.freshet.poller.warehouse;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.NavigableMap;

/**
 * Ranges of keys, or parts of ranges, that the warehouse holds of a table, summed up.
 *
 * @param applied how far that is true: exactly the events up to there are in it
 * @param byNumber sums by the number of the range or part; those without rows are absent
 */
public record HeldSums(Applied applied, NavigableMap<Long, RangeSum> byNumber) {

    /**
     * Those of the ranges that some keys lie in.
     *
     * @param home what the table's keys are
     */
    public NavigableMap<Long, RangeSum> within(KeyRange keys, Home home) {
        return byNumber.subMap(home.numberOf(keys.low()), true, home.numberOf(keys.high()), true);
    }
}
