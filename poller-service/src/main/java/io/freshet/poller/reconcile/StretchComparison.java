package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.RecentKeys;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.warehouse.layout.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * How the ranges of one stretch differ between source and warehouse.
 *
 * @param stretch what was compared
 * @param differing the ranges, or parts of ranges, that differ and of which the source has rows
 * @param emptied held ranges, joined, of which the source has no row at all, with what is held
 * @param partsAtOnce of how many parts of ranges rows are to be compared at once, at least 1
 */
record StretchComparison(
        KeyRange stretch, List<KeyRange> differing, List<Emptied> emptied, long partsAtOnce) {

    /**
     * Ranges without rows in the source.
     *
     * @param keys from the first to the last of them; between them the source has no row either
     * @param ranges the numbers of those that are held
     * @param rows how many rows the warehouse holds there
     */
    record Emptied(KeyRange keys, List<Long> ranges, long rows) {

        private static Emptied of(Home home, List<Long> ranges, long rows) {
            long first = ranges.get(0);
            long last = ranges.get(ranges.size() - 1);
            return new Emptied(
                    new KeyRange(home.lowestKey(first), home.highestKey(last)),
                    List.copyOf(ranges),
                    rows);
        }
    }

    /** All that differs. */
    List<KeyRange> all() {
        List<KeyRange> all = new ArrayList<>(differing);
        emptied.forEach(range -> all.add(range.keys()));
        return all;
    }

    /**
     * Compares.
     *
     * @param stretch whole ranges, or the ends of the key space
     * @param source what the source summed up
     * @param held what the warehouse holds at a later position
     * @param recent what was published between the two
     * @param mostEmptied how many held rows at the most are joined
     */
    static StretchComparison of(
            Home home,
            KeyRange stretch,
            Map<Long, RangeSum> source,
            HeldSums held,
            RecentKeys recent,
            long mostEmptied) {
        Map<Long, RangeSum> later = recent.sumsUpTo(held.applied().sequence(), home::numberOf);
        NavigableMap<Long, RangeSum> expected = held.within(stretch, home);
        TreeSet<Long> ranges = new TreeSet<>(expected.keySet());
        ranges.addAll(source.keySet());
        List<KeyRange> differing = new ArrayList<>();
        List<Emptied> emptied = new ArrayList<>();
        List<Long> joined = new ArrayList<>();
        long rows = 0;
        for (long range : ranges) {
            RangeSum there = source.getOrDefault(range, RangeSum.NONE);
            RangeSum here =
                    expected.getOrDefault(range, RangeSum.NONE)
                            .minus(later.getOrDefault(range, RangeSum.NONE));
            boolean empty = there.rows() == 0 && !later.containsKey(range);
            if (!joined.isEmpty() && (!empty || rows + here.rows() > mostEmptied)) {
                emptied.add(Emptied.of(home, joined, rows));
                joined.clear();
                rows = 0;
            }
            if (here.equals(there)) {
                continue;
            }
            if (empty) {
                joined.add(range);
                rows += here.rows();
            } else {
                differing.add(whole(home, range));
            }
        }
        if (!joined.isEmpty()) {
            emptied.add(Emptied.of(home, joined, rows));
        }
        return new StretchComparison(
                stretch, differing, emptied, PollerLimits.ROW_COMPARISON_PARTS);
    }

    /**
     * Compares all ranges of a table of which the source went through the rows one after the other:
     * what was published meanwhile may have come in front of it or behind.
     *
     * @param source what the source summed up
     * @param held what the warehouse holds, with all that was published by now
     * @param recent what was published since that began
     */
    static StretchComparison ofScan(
            Home home, Map<Long, RangeSum> source, HeldSums held, RecentKeys recent) {
        if (source.isEmpty()) {
            return of(home, KeyRange.ALL, source, held, recent, Long.MAX_VALUE);
        }
        Map<Long, RangeSum> later = recent.sumsUpTo(held.applied().sequence(), home::numberOf);
        TreeSet<Long> ranges = new TreeSet<>(held.byNumber().keySet());
        ranges.addAll(source.keySet());
        List<KeyRange> differing = new ArrayList<>();
        for (long range : ranges) {
            RangeSum there = source.getOrDefault(range, RangeSum.NONE);
            RangeSum here = held.byNumber().getOrDefault(range, RangeSum.NONE);
            RangeSum before = here.minus(later.getOrDefault(range, RangeSum.NONE));
            if (!there.equals(here) && !there.equals(before)) {
                differing.add(whole(home, range));
            }
        }
        long rows = source.values().stream().mapToLong(RangeSum::rows).sum();
        long rangesAtOnce = PollerLimits.SCAN_COMPARISON_ROWS * source.size() / Math.max(1, rows);
        return new StretchComparison(KeyRange.ALL, differing, List.of(), Math.max(1, rangesAtOnce));
    }

    /** All keys of a range. */
    static KeyRange whole(Home home, long range) {
        return new KeyRange(home.lowestKey(range), home.highestKey(range));
    }
}
