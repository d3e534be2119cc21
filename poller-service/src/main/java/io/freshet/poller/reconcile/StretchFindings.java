package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.warehouse.layout.KeyRanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the comparison of a stretch found, until something was done about it. */
final class StretchFindings {

    private final Deque<Emptied> emptied = new ArrayDeque<>();
    private final Deque<Long> differing = new ArrayDeque<>();

    /** Takes in what a comparison found. */
    void add(StretchComparison comparison) {
        emptied.addAll(comparison.emptied());
        differing.addAll(comparison.differing());
    }

    /** Ranges that seemed to be empty have to be compared row by row. */
    void compareRows(Emptied uncertain) {
        differing.addAll(uncertain.ranges());
    }

    /** What to do next: first about ranges without rows, then about those that differ. */
    Optional<PassStep> next() {
        if (!emptied.isEmpty()) {
            return Optional.of(new PassStep.Clearing(emptied.poll()));
        }
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        List<KeyRange> ranges = new ArrayList<>();
        while (!differing.isEmpty() && ranges.size() < PollerLimits.ROW_COMPARISON_RANGES) {
            long range = differing.poll();
            ranges.add(new KeyRange(KeyRanges.lowestKey(range), KeyRanges.highestKey(range)));
        }
        return Optional.of(new PassStep.Digesting(ranges));
    }

    /** Forgets what was found. */
    void clear() {
        emptied.clear();
        differing.clear();
    }
}
