package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.RecentKeys;
import io.freshet.poller.warehouse.HeldRanges;
import io.freshet.warehouse.layout.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * How the ranges of one stretch differ between source and warehouse.
 *
 * @param differing numbers of the ranges that differ and of which the source has rows
 * @param emptied held ranges, joined, of which the source has no row at all, with what is held
 */
record StretchComparison(List<Long> differing, List<Emptied> emptied) {

    /** Adjacent ranges without rows in the source, and how many rows the warehouse holds there. */
    record Emptied(KeyRange keys, long rows) {

        /** The numbers of the ranges. */
        List<Long> ranges(Home home) {
            List<Long> ranges = new ArrayList<>();
            long last = home.numberOf(keys.high());
            for (long range = home.numberOf(keys.low()); range <= last; range++) {
                ranges.add(range);
            }
            return ranges;
        }
    }

    /**
     * Compares.
     *
     * @param home what the keys are
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
            HeldRanges held,
            RecentKeys recent,
            long mostEmptied) {
        Map<Long, RangeSum> later = recent.sumsUpTo(held.applied().sequence());
        NavigableMap<Long, RangeSum> expected =
                held.byRange()
                        .subMap(
                                home.numberOf(stretch.low()),
                                true,
                                home.numberOf(stretch.high()),
                                true);
        TreeSet<Long> ranges = new TreeSet<>(expected.keySet());
        ranges.addAll(source.keySet());
        List<Long> differing = new ArrayList<>();
        List<Emptied> emptied = new ArrayList<>();
        for (long range : ranges) {
            RangeSum there = source.getOrDefault(range, RangeSum.NONE);
            RangeSum here =
                    expected.getOrDefault(range, RangeSum.NONE)
                            .minus(later.getOrDefault(range, RangeSum.NONE));
            if (here.equals(there)) {
                continue;
            }
            if (there.rows() == 0 && !later.containsKey(range)) {
                join(home, emptied, range, here.rows(), mostEmptied);
            } else {
                differing.add(range);
            }
        }
        return new StretchComparison(differing, emptied);
    }

    private static void join(Home home, List<Emptied> emptied, long range, long rows, long most) {
        KeyRange keys = new KeyRange(home.lowestKey(range), home.highestKey(range));
        Emptied last = emptied.isEmpty() ? null : emptied.get(emptied.size() - 1);
        if (last != null && last.keys().high() == keys.low() - 1 && last.rows() + rows <= most) {
            emptied.set(
                    emptied.size() - 1,
                    new Emptied(new KeyRange(last.keys().low(), keys.high()), last.rows() + rows));
        } else {
            emptied.add(new Emptied(keys, rows));
        }
    }
}
