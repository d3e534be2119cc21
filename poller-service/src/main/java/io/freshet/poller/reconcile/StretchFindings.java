package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
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
    private final Deque<KeyRange> differing = new ArrayDeque<>();
    private long partsAtOnce;

    StretchFindings(Home home) {
        this.home = home;
    }

    /** Takes in what a comparison found. */
    void add(StretchComparison comparison) {
        partsAtOnce = comparison.partsAtOnce();
        emptied.addAll(comparison.emptied());
        differing.addAll(comparison.differing());
    }

    /** Ranges that seemed to be empty have to be compared row by row. */
    void compareRows(Emptied uncertain) {
        uncertain.ranges().forEach(range -> differing.add(StretchComparison.whole(home, range)));
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
        long parts = 0;
        while (!differing.isEmpty() && parts < partsAtOnce) {
            KeyRange range = differing.poll();
            ranges.add(range);
            parts += home.partOf(range.high()) - home.partOf(range.low()) + 1;
        }
        return Optional.of(new PassStep.Digesting(ranges));
    }

    /** Forgets what was found. */
    void clear() {
        emptied.clear();
        differing.clear();
    }
}
