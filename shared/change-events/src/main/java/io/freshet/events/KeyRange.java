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

    /** Whether {@code key} lies within this range. */
    public boolean contains(long key) {
        return low <= key && key <= high;
    }
}
