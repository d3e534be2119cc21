package io.freshet.poller.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Gaps, by their lowest keys, that have their turn one after the other. Not thread-safe. */
final class GapRound {

    private final TreeSet<Long> lows = new TreeSet<>();
    private long next = Long.MIN_VALUE;

    void add(long low) {
        lows.add(low);
    }

    void remove(long low) {
        lows.remove(low);
    }

    boolean contains(long low) {
        return lows.contains(low);
    }

    int size() {
        return lows.size();
    }

    /** The next ones, at most so many, each once; the turn goes on after the last of them. */
    List<Long> take(int most) {
        List<Long> taken = new ArrayList<>(Math.max(0, Math.min(most, lows.size())));
        take(lows.tailSet(next, true).iterator(), most, taken);
        take(lows.headSet(next, false).iterator(), most, taken);
        if (!taken.isEmpty()) {
            Long after = lows.higher(taken.get(taken.size() - 1));
            next = after == null ? Long.MIN_VALUE : after;
        }
        return taken;
    }

    private static void take(Iterator<Long> from, int most, List<Long> taken) {
        while (taken.size() < most && from.hasNext()) {
            taken.add(from.next());
        }
    }
}
