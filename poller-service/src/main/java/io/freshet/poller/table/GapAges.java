package io.freshet.poller.table;

import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which gaps are young and which are old, by their lowest keys; both have their turn one after the
 * other. Not thread-safe. Times are in milliseconds of any one clock.
 */
final class GapAges {

    /** Entries of gaps that are no more are cleared away when there are so many. */
    private static final int MOST_AGING = 4 * PollerLimits.GAPS;

    private record Aging(long low, long since) {}

    private final GapRound young = new GapRound();
    private final GapRound old = new GapRound();
    private final Map<Long, Long> youngSince = new HashMap<>();
    private final Deque<Aging> aging = new ArrayDeque<>();

    /** There is a gap, and since when. */
    void add(long low, long since, long now) {
        if (!isYoung(since, now)) {
            old.add(low);
            return;
        }
        young.add(low);
        youngSince.put(low, since);
        aging.addLast(new Aging(low, since));
        if (aging.size() > MOST_AGING) {
            aging.removeIf(entry -> !isCurrent(entry));
        }
    }

    void remove(long low) {
        young.remove(low);
        old.remove(low);
        youngSince.remove(low);
    }

    boolean isYoung(long low) {
        return youngSince.containsKey(low);
    }

    int old() {
        return old.size();
    }

    /** The next young ones, at most so many. */
    List<Long> takeYoung(int most, long now) {
        while (!aging.isEmpty() && !isYoung(aging.peekFirst().since(), now)) {
            Aging grown = aging.pollFirst();
            if (isCurrent(grown)) {
                remove(grown.low());
                old.add(grown.low());
            }
        }
        return young.take(most);
    }

    /** The next old ones, at most so many. */
    List<Long> takeOld(int most) {
        return old.take(most);
    }

    private boolean isCurrent(Aging entry) {
        Long since = youngSince.get(entry.low());
        return since != null && since == entry.since();
    }

    private static boolean isYoung(long since, long now) {
        return now - since < PollerLimits.YOUNG_GAP_MILLIS;
    }
}
