package io.freshet.poller.table;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The keys of one table under which no row has been seen, as ranges. A row that has not been seen
 * yet has a key in one of them, whatever transaction it comes with, so probing them finds every
 * insert. The highest gap, which is the open end above all keys seen, is probed by every poll.
 *
 * <p>While a gap is young its rows are most likely on their way: every poll probes all young gaps,
 * in turn where they are too many. Of the old ones every poll probes a slice. Where there are more
 * than {@link PollerLimits#GAPS}, those with the lowest keys are given up: rows that turn up in
 * them are left to reconciliation.
 *
 * <p>Not thread-safe. Times are in milliseconds of any one clock.
 */
public final class KeyGaps {

    private record Gap(long low, long high, long since) {

        KeyRange range() {
            return new KeyRange(low, high);
        }
    }

    private final int most;
    private final TreeMap<Long, Gap> byLow = new TreeMap<>();
    private final TreeMap<Long, Gap> young = new TreeMap<>();
    private final Deque<Gap> aging = new ArrayDeque<>();
    private long youngCursor = Long.MIN_VALUE;
    private long oldCursor = Long.MIN_VALUE;
    private long givenUp;

    private KeyGaps(int most) {
        this.most = most;
    }

    /** Nothing has been seen: all keys are one gap. */
    public static KeyGaps everything(long now) {
        return of(List.of(KeyRange.ALL), now);
    }

    /** These ranges hold no row that was seen; they do not overlap. All of them are young. */
    public static KeyGaps of(List<KeyRange> ranges, long now) {
        return of(ranges, ranges.size(), PollerLimits.GAPS, now);
    }

    /**
     * These ranges hold no row that was seen.
     *
     * @param ranges in order of their keys; they do not overlap
     * @param fresh how many of them are young: those with the highest keys
     * @param most how many gaps are kept at the most, at least 2
     */
    public static KeyGaps of(List<KeyRange> ranges, int fresh, int most, long now) {
        KeyGaps gaps = new KeyGaps(most);
        for (int i = 0; i < ranges.size(); i++) {
            boolean old = i < ranges.size() - fresh;
            long since = old ? now - PollerLimits.YOUNG_GAP_MILLIS : now;
            gaps.put(new Gap(ranges.get(i).low(), ranges.get(i).high(), since), now);
        }
        return gaps;
    }

    /**
     * The gaps to be probed now: young ones, a slice of the old ones, and the open end.
     *
     * @param mostYoung how many young ones at the most; what was left out comes first the next time
     * @param mostOld how many old ones at the most, likewise
     * @param tailFirst whether the open end is given first, or last
     */
    public List<KeyRange> toProbe(long now, int mostYoung, int mostOld, boolean tailFirst) {
        grow(now);
        List<KeyRange> probes = new ArrayList<>();
        if (byLow.isEmpty()) {
            return probes;
        }
        Gap tail = byLow.lastEntry().getValue();
        if (tailFirst) {
            probes.add(tail.range());
        }
        youngCursor = take(young, youngCursor, mostYoung, young.size(), tail, false, probes);
        oldCursor = take(byLow, oldCursor, mostOld, mostOld + young.size(), tail, true, probes);
        if (!tailFirst) {
            probes.add(tail.range());
        }
        return probes;
    }

    /** Goes round {@code from} from {@code cursor} on; gives where to go on the next time. */
    private long take(
            NavigableMap<Long, Gap> from,
            long cursor,
            int wanted,
            int longestWay,
            Gap tail,
            boolean oldOnly,
            List<KeyRange> probes) {
        long next = cursor;
        int taken = 0;
        int way = Math.min(longestWay, from.size());
        for (int step = 0; step < way && taken < wanted; step++) {
            Map.Entry<Long, Gap> entry = from.ceilingEntry(next);
            if (entry == null) {
                entry = from.firstEntry();
            }
            Gap gap = entry.getValue();
            if (!gap.equals(tail) && !(oldOnly && young.containsKey(gap.low()))) {
                probes.add(gap.range());
                taken++;
            }
            next = gap.low() == Long.MAX_VALUE ? Long.MIN_VALUE : gap.low() + 1;
        }
        return next;
    }

    private void grow(long now) {
        while (!aging.isEmpty() && !isYoung(aging.peekFirst(), now)) {
            Gap gap = aging.pollFirst();
            young.remove(gap.low(), gap);
        }
    }

    private static boolean isYoung(Gap gap, long now) {
        return now - gap.since() < PollerLimits.YOUNG_GAP_MILLIS;
    }

    /**
     * Takes in the result of a probe: keys that were found are no longer in gaps; whatever else was
     * probed still is, also where the answer was cut off.
     *
     * @param probed what {@link #toProbe} gave
     * @param found the keys of the rows found, in any order, perhaps none
     */
    public void settle(List<KeyRange> probed, long[] found, long now) {
        if (found.length == 0) {
            return;
        }
        long[] keys = found.clone();
        Arrays.sort(keys);
        for (KeyRange range : probed) {
            Gap gap = byLow.get(range.low());
            if (gap == null || gap.high() != range.high()) {
                continue;
            }
            int from = insertionPoint(keys, range.low());
            int to = from;
            while (to < keys.length && keys[to] <= range.high()) {
                to++;
            }
            if (from < to) {
                remove(gap);
                openAround(range, keys, from, to, now);
            }
        }
    }

    /**
     * A range was read whole: exactly these keys hold rows, and the rest of the range is a gap.
     *
     * @param present the keys of all rows in the range, in any order
     */
    public void reset(KeyRange range, long[] present, long now) {
        cutOut(range, now);
        long[] keys = present.clone();
        Arrays.sort(keys);
        openAround(range, keys, 0, keys.length, now);
        if (keys.length == 0) {
            join(range, now);
        }
        joinTail(now);
    }

    /** There is no row any more under a key that was seen. */
    public void unsee(long key, long now) {
        reset(new KeyRange(key, key), new long[0], now);
    }

    /** A row is known to be there, in the gap that holds this key: that gap counts as young. */
    public void expect(long key, long now) {
        Map.Entry<Long, Gap> entry = byLow.floorEntry(key);
        if (entry != null && entry.getValue().high() >= key && !young.containsKey(entry.getKey())) {
            Gap gap = entry.getValue();
            remove(gap);
            put(new Gap(gap.low(), gap.high(), now), now);
        }
    }

    private void cutOut(KeyRange range, long now) {
        long low = range.low();
        long high = range.high();
        Map.Entry<Long, Gap> before = byLow.lowerEntry(low);
        if (before != null && before.getValue().high() >= low) {
            Gap gap = before.getValue();
            remove(gap);
            put(new Gap(gap.low(), low - 1, gap.since()), now);
            if (gap.high() > high) {
                put(new Gap(high + 1, gap.high(), gap.since()), now);
            }
        }
        for (Map.Entry<Long, Gap> inside = byLow.ceilingEntry(low);
                inside != null && inside.getKey() <= high;
                inside = byLow.ceilingEntry(low)) {
            Gap gap = inside.getValue();
            remove(gap);
            if (gap.high() > high) {
                put(new Gap(high + 1, gap.high(), gap.since()), now);
            }
        }
    }

    /** Joins a gap with those that it touches. */
    private void join(KeyRange range, long now) {
        long low = range.low();
        long high = range.high();
        Map.Entry<Long, Gap> below = byLow.lowerEntry(low);
        if (below != null && below.getValue().high() == low - 1) {
            remove(below.getValue());
            low = below.getValue().low();
        }
        Gap above = high == Long.MAX_VALUE ? null : byLow.get(high + 1);
        if (above != null) {
            remove(above);
            high = above.high();
        }
        Gap joined = byLow.get(range.low());
        if (joined != null) {
            remove(joined);
        }
        put(new Gap(low, high, now), now);
    }

    private void joinTail(long now) {
        while (byLow.size() > 1) {
            Gap tail = byLow.lastEntry().getValue();
            Gap below = byLow.lowerEntry(tail.low()).getValue();
            if (below.high() != tail.low() - 1) {
                return;
            }
            remove(tail);
            remove(below);
            put(new Gap(below.low(), tail.high(), now), now);
        }
    }

    /** Whether no row has been seen under this key, and it is still watched. */
    public boolean contains(long key) {
        Map.Entry<Long, Gap> gap = byLow.floorEntry(key);
        return gap != null && gap.getValue().high() >= key;
    }

    /** The highest key seen, or {@link Long#MIN_VALUE} where none was. */
    public long highWaterMark() {
        if (byLow.isEmpty() || byLow.lastEntry().getValue().high() != Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long low = byLow.lastEntry().getKey();
        return low == Long.MIN_VALUE ? Long.MIN_VALUE : low - 1;
    }

    /**
     * How many gaps there are between keys seen: neither the open end nor what is below all keys.
     */
    public int pending() {
        int ends = byLow.isEmpty() ? 0 : 1;
        if (byLow.size() > 1 && byLow.firstKey() == Long.MIN_VALUE) {
            ends++;
        }
        return byLow.size() - ends;
    }

    /** How many gaps are not young any more. */
    public int old() {
        return byLow.size() - young.size();
    }

    /** How many gaps were given up so far because there were too many. */
    public long givenUp() {
        return givenUp;
    }

    /** All gaps, in order of their keys. */
    public List<KeyRange> ranges() {
        return byLow.values().stream().map(Gap::range).toList();
    }

    private void openAround(KeyRange range, long[] keys, int from, int to, long now) {
        long low = range.low();
        for (int i = from; i < to; i++) {
            if (keys[i] > low) {
                put(new Gap(low, keys[i] - 1, now), now);
            }
            if (keys[i] == Long.MAX_VALUE) {
                return;
            }
            low = Math.max(low, keys[i] + 1);
        }
        if (low <= range.high()) {
            put(new Gap(low, range.high(), now), now);
        }
    }

    private void put(Gap gap, long now) {
        byLow.put(gap.low(), gap);
        if (isYoung(gap, now)) {
            young.put(gap.low(), gap);
            aging.addLast(gap);
        }
        if (byLow.size() > most) {
            giveUpLowest();
        }
    }

    private void remove(Gap gap) {
        byLow.remove(gap.low());
        young.remove(gap.low());
    }

    private void giveUpLowest() {
        long lowest = byLow.firstKey();
        long victim = lowest == Long.MIN_VALUE ? byLow.higherKey(lowest) : lowest;
        remove(byLow.get(victim));
        givenUp++;
    }

    private static int insertionPoint(long[] keys, long key) {
        int index = Arrays.binarySearch(keys, key);
        if (index < 0) {
            return -index - 1;
        }
        while (index > 0 && keys[index - 1] == key) {
            index--;
        }
        return index;
    }
}
