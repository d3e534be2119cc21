package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.warehouse.layout.Home;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the comparison of a stretch found, until something was done about it. */
final class StretchFindings {

    private final Home home;
    private final Deque<Emptied> emptied = new ArrayDeque<>();
    private final Deque<Long> differing = new ArrayDeque<>();

    StretchFindings(Home home) {
        this.home = home;
    }

    /** Takes in what a comparison found. */
    void add(StretchComparison comparison) {
        emptied.addAll(comparison.emptied());
        differing.addAll(comparison.differing());
    }

    /** Ranges that seemed to be empty have to be compared row by row. */
    void compareRows(Emptied uncertain) {
        differing.addAll(uncertain.ranges(home));
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
            ranges.add(new KeyRange(home.lowestKey(range), home.highestKey(range)));
        }
        return Optional.of(new PassStep.Digesting(ranges));
    }

    /** Forgets what was found. */
    void clear() {
        emptied.clear();
        differing.clear();
    }
}
