package io.freshet.poller.table;

import io.freshet.events.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The keys of one table under which no row has been seen, as ranges. A row that has not been seen
 * yet has a key in one of them, whatever transaction it comes with, so probing them finds every
 * insert. The open end above the highest key seen is a gap like any other, and always probed.
 *
 * <p>A gap is probed by every poll while it is young, since its rows are most likely on their way,
 * then less often. Where there are more than {@value #MOST} gaps, those with the lowest keys are
 * given up: rows that turn up in them are left to sweeps.
 *
 * <p>Not thread-safe. Times are in milliseconds of any one clock.
 */
public final class KeyGaps {

    /** The most gaps that are kept. */
    public static final int MOST = 20_000;

    /** While a gap is younger than this, every poll probes it. */
    static final long YOUNG_MILLIS = 3_000;

    /** While a gap is younger than this, it is probed every {@link #SETTLING_PROBE_MILLIS}. */
    static final long SETTLING_MILLIS = 60_000;

    static final long SETTLING_PROBE_MILLIS = 500;
    static final long OLD_PROBE_MILLIS = 2_500;

    private record Gap(long low, long high, long since, long due, long serial) {

        KeyRange range() {
            return new KeyRange(low, high);
        }

        boolean isTail() {
            return high == Long.MAX_VALUE;
        }
    }

    private final TreeMap<Long, Gap> byLow = new TreeMap<>();
    private final PriorityQueue<Gap> byDue =
            new PriorityQueue<>(Comparator.comparingLong(Gap::due));
    private long givenUp;
    private long serial;

    private KeyGaps() {}

    /** Nothing has been seen: all keys are one gap. */
    public static KeyGaps everything(long now) {
        KeyGaps gaps = new KeyGaps();
        gaps.open(KeyRange.ALL, now);
        return gaps;
    }

    /** These ranges hold no row that was seen; they do not overlap. */
    public static KeyGaps of(List<KeyRange> ranges, long now) {
        KeyGaps gaps = new KeyGaps();
        ranges.forEach(range -> gaps.open(range, now));
        return gaps;
    }

    /**
     * The gaps to be probed now, the open end first. They count as being probed until {@link
     * #settle} says what was found.
     *
     * @param most how many to give at the most, at least 1
     */
    public List<KeyRange> takeDue(long now, int most) {
        List<KeyRange> due = new ArrayList<>();
        if (!byLow.isEmpty() && byLow.lastEntry().getValue().isTail()) {
            due.add(byLow.lastEntry().getValue().range());
        }
        while (due.size() < most && !byDue.isEmpty() && byDue.peek().due() <= now) {
            Gap gap = byDue.poll();
            if (gap.equals(byLow.get(gap.low()))) {
                due.add(gap.range());
            }
        }
        return due;
    }

    /**
     * Takes in the result of a probe: keys that were found are no longer in gaps; whatever else was
     * probed still is.
     *
     * @param probed what {@link #takeDue} gave
     * @param found the keys of the rows found, in any order, perhaps none
     */
    public void settle(List<KeyRange> probed, long[] found, long now) {
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
            byLow.remove(gap.low());
            if (from == to) {
                put(gap.low(), gap.high(), gap.since(), now);
            } else {
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
        long low = range.low();
        long high = range.high();
        Map.Entry<Long, Gap> before = byLow.floorEntry(low);
        if (before != null && before.getValue().high() >= low) {
            Gap gap = byLow.remove(before.getKey());
            if (gap.low() < low) {
                put(gap.low(), low - 1, gap.since(), now);
            }
            if (gap.high() > high) {
                put(high + 1, gap.high(), gap.since(), now);
            }
        }
        for (Map.Entry<Long, Gap> inside = byLow.ceilingEntry(low);
                inside != null && inside.getKey() <= high;
                inside = byLow.ceilingEntry(low)) {
            Gap gap = byLow.remove(inside.getKey());
            if (gap.high() > high) {
                put(high + 1, gap.high(), gap.since(), now);
            }
        }
        long[] keys = present.clone();
        Arrays.sort(keys);
        openAround(range, keys, 0, keys.length, now);
        joinTail(now);
    }

    /** Whether no row has been seen under this key, and it is still watched. */
    public boolean contains(long key) {
        Map.Entry<Long, Gap> gap = byLow.floorEntry(key);
        return gap != null && gap.getValue().high() >= key;
    }

    /** The highest key seen, or {@link Long#MIN_VALUE} where none was. */
    public long highWaterMark() {
        if (byLow.isEmpty() || !byLow.lastEntry().getValue().isTail()) {
            return Long.MAX_VALUE;
        }
        long low = byLow.lastEntry().getKey();
        return low == Long.MIN_VALUE ? Long.MIN_VALUE : low - 1;
    }

    /**
     * How many gaps there are between keys seen: neither the open end nor what is below all keys.
     */
    public int pending() {
        int ends = 0;
        if (!byLow.isEmpty()) {
            ends += byLow.lastEntry().getValue().isTail() ? 1 : 0;
            ends += byLow.size() > 1 && byLow.firstKey() == Long.MIN_VALUE ? 1 : 0;
        }
        return byLow.size() - ends;
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
                put(low, keys[i] - 1, now, now);
            }
            if (keys[i] == Long.MAX_VALUE) {
                return;
            }
            low = keys[i] + 1;
        }
        if (low <= range.high()) {
            put(low, range.high(), now, now);
        }
    }

    private void open(KeyRange range, long now) {
        put(range.low(), range.high(), now, now);
    }

    private void joinTail(long now) {
        while (byLow.size() > 1 && byLow.lastEntry().getValue().isTail()) {
            Gap tail = byLow.lastEntry().getValue();
            Map.Entry<Long, Gap> below = byLow.lowerEntry(tail.low());
            if (below.getValue().high() != tail.low() - 1) {
                return;
            }
            byLow.remove(tail.low());
            byLow.remove(below.getKey());
            put(below.getKey(), Long.MAX_VALUE, now, now);
        }
    }

    private void put(long low, long high, long since, long now) {
        Gap gap = new Gap(low, high, since, now + probeDelay(now - since), serial++);
        byLow.put(low, gap);
        if (!gap.isTail()) {
            byDue.add(gap);
        }
        if (byLow.size() > MOST) {
            giveUpLowest();
        }
        if (byDue.size() > 4 * MOST) {
            byDue.removeIf(queued -> !queued.equals(byLow.get(queued.low())));
        }
    }

    private void giveUpLowest() {
        long lowest = byLow.firstKey();
        Long victim = lowest == Long.MIN_VALUE ? byLow.higherKey(lowest) : Long.valueOf(lowest);
        byLow.remove(victim);
        givenUp++;
    }

    private static long probeDelay(long age) {
        if (age < YOUNG_MILLIS) {
            return 0;
        }
        return age < SETTLING_MILLIS ? SETTLING_PROBE_MILLIS : OLD_PROBE_MILLIS;
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
