package io.freshet.poller.warehouse;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.KeyGaps;
import io.freshet.warehouse.layout.Home;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Finds the keys under which no row is held, from the highest down. Only ranges with fewer rows
 * than keys have to be looked into; the others, however many, cost nothing. Not thread-safe.
 */
final class HeldGaps {

    private final List<KeyRange> descending = new ArrayList<>();
    private long above = Long.MAX_VALUE;
    private boolean atTop = true;

    /** The next ranges that have to be looked into, of these, which are given highest first. */
    static List<Long> nextToLookInto(List<Map.Entry<Long, Long>> ranges, int from) {
        List<Long> sparse = new ArrayList<>();
        long rows = 0;
        for (int i = from; i < ranges.size() && rows < PollerLimits.GAP_ROWS; i++) {
            Map.Entry<Long, Long> range = ranges.get(i);
            if (range.getValue() < Home.INTEGER.width()) {
                sparse.add(range.getKey());
                rows += range.getValue();
            }
        }
        return sparse;
    }

    /** A range that holds a row under each of its keys. */
    void full(long range) {
        occupied(Home.INTEGER.lowestKey(range), Home.INTEGER.highestKey(range));
    }

    /** A range of which these keys hold rows. */
    void sparse(long[] keys) {
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        for (int i = sorted.length - 1; i >= 0; i--) {
            occupied(sorted[i], sorted[i]);
        }
    }

    /** All keys from {@code low} to {@code high} hold rows; they are below all given before. */
    private void occupied(long low, long high) {
        if (atTop ? high < Long.MAX_VALUE : high < above - 1) {
            descending.add(new KeyRange(high + 1, atTop ? Long.MAX_VALUE : above - 1));
        }
        above = low;
        atTop = false;
    }

    boolean isEnough() {
        return descending.size() >= PollerLimits.GAPS;
    }

    /**
     * The gaps.
     *
     * @param complete whether all ranges were given: then there is a gap below the lowest too
     */
    KeyGaps toGaps(boolean complete, long now) {
        List<KeyRange> ranges = new ArrayList<>(descending);
        if (complete && atTop) {
            return KeyGaps.everything(now);
        }
        if (complete && above > Long.MIN_VALUE) {
            ranges.add(new KeyRange(Long.MIN_VALUE, above - 1));
        }
        Collections.reverse(ranges);
        return KeyGaps.of(ranges, PollerLimits.FRESH_GAPS, PollerLimits.GAPS, now);
    }
}
