package io.freshet.events;

/**
 * A closed range of keys of one table.
 *
 * @param low the lowest key in the range
 * @param high the highest key in the range, not below {@code low}
 */
public record KeyRange(long low, long high) {

    /** Every key that a table can hold. */
    public static final KeyRange ALL = new KeyRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public KeyRange {
        if (high < low) {
            throw new IllegalArgumentException("empty key range " + low + ".." + high);
        }
    }

    /** Whether the range spans more than so many keys. */
    public boolean isWiderThan(long keys) {
        // Below 0 where the difference is more than a long holds.
        long difference = high - low;
        return difference < 0 || difference >= keys;
    }

    /** Whether {@code key} lies within this range. */
    public boolean contains(long key) {
        return low <= key && key <= high;
    }
}
