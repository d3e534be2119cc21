package io.freshet.poller.table;

import io.freshet.events.KeyRange;
import io.freshet.warehouse.layout.KeyRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been published of one table: rows and digest per range of {@link #WIDTH} keys. It is
 * kept in memory, a few dozen bytes per range, and loaded from the warehouse when a source is
 * opened. Not thread-safe.
 */
public final class RangeChecksums {

    /** How many keys a range spans. */
    public static final int WIDTH = KeyRanges.WIDTH;

    private record Entry(RangeSum sum, long touched) {}

    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long rows;

    /** The number of the range that holds a key. */
    public static long rangeOf(long key) {
        return KeyRanges.numberOf(key);
    }

    /** The keys of a range. */
    public static KeyRange keysOf(long range) {
        return new KeyRange(KeyRanges.lowestKey(range), KeyRanges.highestKey(range));
    }

    /** Sets a range as the warehouse has it. */
    public void load(long range, RangeSum sum) {
        set(range, sum, 0);
    }

    /**
     * Takes in a row that had not been published before.
     *
     * @param sequence number of the event that it travels in
     */
    public void add(long key, long digest, long sequence) {
        long range = rangeOf(key);
        set(range, get(range).plus(digest), sequence);
    }

    /**
     * Sets all ranges within {@code keys} to what these rows make, and those without rows to none.
     *
     * @param keys whole ranges, or the ends of the key space
     * @param sequence number of the event that the rows travel in
     */
    public void replace(KeyRange keys, long[] rowKeys, long[] digests, long sequence) {
        for (long range : rangesWithin(keys)) {
            set(range, RangeSum.NONE, sequence);
        }
        for (int row = 0; row < rowKeys.length; row++) {
            add(rowKeys[row], digests[row], sequence);
        }
    }

    /** What is published of a range. */
    public RangeSum get(long range) {
        Entry entry = entries.get(range);
        return entry == null ? RangeSum.NONE : entry.sum();
    }

    /** Number of the newest event that changed a range; 0 for none since the source was opened. */
    public long touched(long range) {
        Entry entry = entries.get(range);
        return entry == null ? 0 : entry.touched();
    }

    /** The numbers of the ranges within {@code keys} that hold or held rows, in order. */
    public List<Long> rangesWithin(KeyRange keys) {
        return new ArrayList<>(
                entries.subMap(rangeOf(keys.low()), true, rangeOf(keys.high()), true).keySet());
    }

    /** How many rows are published in all. */
    public long rows() {
        return rows;
    }

    /**
     * A stretch of whole ranges from {@code low} on with about {@code mostRows} rows: up to the end
     * of the key space where no more rows are published beyond it.
     */
    public KeyRange stretchFrom(long low, long mostRows) {
        long counted = 0;
        for (Map.Entry<Long, Entry> entry : entries.tailMap(rangeOf(low), true).entrySet()) {
            counted += Math.max(1, entry.getValue().sum().rows());
            if (counted >= mostRows && entries.higherKey(entry.getKey()) != null) {
                return new KeyRange(low, keysOf(entry.getKey()).high());
            }
        }
        return new KeyRange(low, Long.MAX_VALUE);
    }

    private void set(long range, RangeSum sum, long touched) {
        Entry before = entries.put(range, new Entry(sum, touched));
        rows += sum.rows() - (before == null ? 0 : before.sum().rows());
    }
}
