package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.RecentKeys;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.warehouse.layout.Home;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Narrows down ranges that differ to those of their parts that do: the source has summed up the
 * parts already, so that of a range with one changed row only few rows are looked at again.
 */
final class PartComparison {

    private final Home home;
    private final StretchComparison whole;
    private final RangeSums source;
    private final List<Long> narrowed;

    /**
     * @param home what the keys are
     * @param whole which ranges differ
     * @param source what the source summed up
     */
    PartComparison(Home home, StretchComparison whole, RangeSums source) {
        this.home = home;
        this.whole = whole;
        this.source = source;
        Map<Long, RangeSum> byRange = source.byRange();
        this.narrowed =
                whole.differing().stream()
                        .map(range -> home.numberOf(range.low()))
                        .filter(
                                range ->
                                        byRange.getOrDefault(range, RangeSum.NONE).rows()
                                                >= PollerLimits.NARROWED_ROWS)
                        .limit(PollerLimits.NARROWED_RANGES)
                        .toList();
    }

    /** Numbers of the ranges of which the parts are compared, perhaps none. */
    List<Long> ranges() {
        return narrowed;
    }

    /**
     * Compares the parts. A range of which all parts are the same is given as a whole.
     *
     * @param held what the warehouse holds of the parts at a later position
     * @param recent what was published between the two
     */
    StretchComparison narrow(HeldSums held, RecentKeys recent) {
        Map<Long, RangeSum> later = recent.sumsUpTo(held.applied().sequence(), home::partOf);
        Set<Long> ranges = new HashSet<>(narrowed);
        List<KeyRange> differing = new ArrayList<>();
        for (KeyRange range : whole.differing()) {
            List<KeyRange> parts =
                    ranges.contains(home.numberOf(range.low()))
                            ? parts(range, held, later)
                            : List.of();
            if (parts.isEmpty()) {
                differing.add(range);
            } else {
                differing.addAll(parts);
            }
        }
        return new StretchComparison(
                whole.stretch(), differing, whole.emptied(), whole.partsAtOnce());
    }

    private List<KeyRange> parts(KeyRange range, HeldSums held, Map<Long, RangeSum> later) {
        List<KeyRange> parts = new ArrayList<>();
        for (long low = range.low(); ; low += home.partWidth()) {
            long part = home.partOf(low);
            long high = low + (home.partWidth() - 1);
            RangeSum here =
                    held.byNumber()
                            .getOrDefault(part, RangeSum.NONE)
                            .minus(later.getOrDefault(part, RangeSum.NONE));
            if (!here.equals(source.byPart().getOrDefault(part, RangeSum.NONE))) {
                join(parts, new KeyRange(low, high));
            }
            if (high == range.high()) {
                return parts;
            }
        }
    }

    private static void join(List<KeyRange> parts, KeyRange part) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).high() == part.low() - 1) {
            parts.set(last, new KeyRange(parts.get(last).low(), part.high()));
        } else {
            parts.add(part);
        }
    }
}
