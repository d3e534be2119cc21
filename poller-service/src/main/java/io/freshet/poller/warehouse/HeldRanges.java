package io.freshet.poller.warehouse;

import io.freshet.poller.table.RangeSum;
import java.util.NavigableMap;

/**
 * Ranges of keys that the warehouse holds of a table, summed up.
 *
 * @param applied how far that is true: exactly the events up to there are in it
 * @param byRange sums by the range's number; ranges without rows are absent
 */
public record HeldRanges(Applied applied, NavigableMap<Long, RangeSum> byRange) {}
