package io.freshet.poller.warehouse;

import io.freshet.poller.table.RangeSum;
import java.util.NavigableMap;

/**
 * Ranges of keys, or parts of ranges, that the warehouse holds of a table, summed up.
 *
 * @param applied how far that is true: exactly the events up to there are in it
 * @param byNumber sums by the number of the range or part; those without rows are absent
 */
public record HeldSums(Applied applied, NavigableMap<Long, RangeSum> byNumber) {}
