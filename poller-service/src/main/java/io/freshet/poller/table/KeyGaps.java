package io.freshet.poller.table;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of one table under which no row has been seen, as ranges. A row that has not been seen
 * yet has a key in one of them, whatever transaction it comes with, so probing them finds every
 * insert. The highest gap, which is the open end above all keys seen, is probed by every poll.
 *
 * <p>While a gap is young its rows are most likely on their way: every poll probes all young gaps,
 * in turn where they are too many. Of the old ones every poll probes a slice. Where there are more
 * than are kept, those with the lowest keys are given up: rows that turn up in them are left to
 * reconciliation.
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
    private final GapAges ages = new GapAges();
    private long givenUp;

    private KeyGaps(int most) {
        this.most = most;
    }

    /** No gap, and none that opens is kept: keys do not tell what was not seen. */
    public static KeyGaps none() {
        return new KeyGaps(0);
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
            boolean isOld = i < ranges.size() - fresh;
            long since = isOld ? now - PollerLimits.YOUNG_GAP_MILLIS : now;
            gaps.put(new Gap(ranges.get(i).low(), ranges.get(i).high(), since), now);
        }
        return gaps;
    }

    /**
     * The gaps to be probed now: the open end, young ones, and a slice of the old ones.
     *
     * @param mostYoung how many young ones at the most; what was left out comes first the next time
     * @param mostOld how many old ones at the most, likewise
     * @param tailFirst whether the open end is given first, or last
     */
    public List<KeyRange> toProbe(long now, int mostYoung, int mostOld, boolean tailFirst) {
        List<KeyRange> probes = new ArrayList<>();
        if (byLow.isEmpty()) {
            return probes;
        }
        Gap tail = byLow.lastEntry().getValue();
        if (tailFirst) {
            probes.add(tail.range());
        }
        add(ages.takeYoung(mostYoung, now), tail, probes);
        add(ages.takeOld(mostOld), tail, probes);
        if (!tailFirst) {
            probes.add(tail.range());
        }
        return probes;
    }

    private void add(List<Long> lows, Gap tail, List<KeyRange> probes) {
        for (long low : lows) {
            if (low != tail.low()) {
                probes.add(byLow.get(low).range());
            }
        }
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
        long[] keys = sorted(found);
        for (KeyRange range : probed) {
            Gap gap = byLow.get(range.low());
            int from = insertionPoint(keys, range.low());
            if (gap != null
                    && gap.high() == range.high()
                    && from < keys.length
                    && keys[from] <= range.high()) {
                remove(gap);
                openAround(range, keys, from, now);
            }
        }
    }

    /**
     * A range was read whole: exactly these keys hold rows, and the rest of the range is a gap.
     *
     * @param present the keys of all rows in the range, in any order
     */
    public void reset(KeyRange range, long[] present, long now) {
        KeyRange open = range;
        if (present.length == 0) {
            open = withNeighbours(range);
        }
        cutOut(open, now);
        openAround(open, sorted(present), 0, now);
        joinTail(now);
    }

    /** There is no row any more under a key that was seen. */
    public void unsee(long key, long now) {
        reset(new KeyRange(key, key), new long[0], now);
    }

    /** A row is known to be there, in the gap that holds this key: that gap counts as young. */
    public void expect(long key, long now) {
        Gap gap = holding(key);
        if (gap != null && !ages.isYoung(gap.low())) {
            remove(gap);
            put(new Gap(gap.low(), gap.high(), now), now);
        }
    }

    private KeyRange withNeighbours(KeyRange range) {
        Gap below = range.low() == Long.MIN_VALUE ? null : holding(range.low() - 1);
        Gap above = range.high() == Long.MAX_VALUE ? null : byLow.get(range.high() + 1);
        return new KeyRange(
                below == null ? range.low() : below.low(),
                above == null ? range.high() : above.high());
    }

    private void cutOut(KeyRange range, long now) {
        Gap before = holding(range.low());
        if (before != null && before.low() < range.low()) {
            remove(before);
            put(new Gap(before.low(), range.low() - 1, before.since()), now);
            putAbove(before, range.high(), now);
        }
        for (Map.Entry<Long, Gap> inside = byLow.ceilingEntry(range.low());
                inside != null && inside.getKey() <= range.high();
                inside = byLow.ceilingEntry(range.low())) {
            remove(inside.getValue());
            putAbove(inside.getValue(), range.high(), now);
        }
    }

    private void putAbove(Gap gap, long key, long now) {
        if (gap.high() > key) {
            put(new Gap(key + 1, gap.high(), gap.since()), now);
        }
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
        return holding(key) != null;
    }

    private Gap holding(long key) {
        Map.Entry<Long, Gap> entry = byLow.floorEntry(key);
        return entry == null || entry.getValue().high() < key ? null : entry.getValue();
    }

    /** The highest key seen, or {@link Long#MIN_VALUE} where none was or none is watched. */
    public long highWaterMark() {
        if (most == 0) {
            return Long.MIN_VALUE;
        }
        if (!contains(Long.MAX_VALUE)) {
            return Long.MAX_VALUE;
        }
        long low = byLow.lastKey();
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
        return ages.old();
    }

    /** How many gaps were given up so far because there were too many. */
    public long givenUp() {
        return givenUp;
    }

    /** All gaps, in order of their keys. */
    public List<KeyRange> ranges() {
        return byLow.values().stream().map(Gap::range).toList();
    }

    /** Opens what is between these keys from one of them on, as far as it is within a range. */
    private void openAround(KeyRange range, long[] keys, int from, long now) {
        long low = range.low();
        for (int i = from; i < keys.length && keys[i] <= range.high(); i++) {
            if (keys[i] > low) {
                put(new Gap(low, keys[i] - 1, now), now);
            }
            if (keys[i] == range.high()) {
                return;
            }
            low = keys[i] + 1;
        }
        put(new Gap(low, range.high(), now), now);
    }

    private void put(Gap gap, long now) {
        if (most == 0) {
            return;
        }
        byLow.put(gap.low(), gap);
        ages.add(gap.low(), gap.since(), now);
        if (byLow.size() > most) {
            giveUpLowest();
        }
    }

    private void remove(Gap gap) {
        byLow.remove(gap.low());
        ages.remove(gap.low());
    }

    private void giveUpLowest() {
        long lowest = byLow.firstKey();
        remove(byLow.get(lowest == Long.MIN_VALUE ? byLow.higherKey(lowest) : lowest));
        givenUp++;
    }

    private static long[] sorted(long[] keys) {
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int insertionPoint(long[] keys, long key) {
        int index = Arrays.binarySearch(keys, key);
        while (index > 0 && keys[index - 1] == key) {
            index--;
        }
        return index < 0 ? -index - 1 : index;
    }
}
