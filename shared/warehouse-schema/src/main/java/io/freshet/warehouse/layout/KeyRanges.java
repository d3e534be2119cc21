package io.freshet.warehouse.layout;

/**
 * The ranges of keys that are summed up, compared and published as a whole. Range number n holds
 * the keys from n × {@value #WIDTH} on.
 */
public final class KeyRanges {

    /** How many bits of a key tell its place within its range. */
    public static final int SHIFT = 10;

    /** How many keys a range spans. */
    public static final int WIDTH = 1 << SHIFT;

    private KeyRanges() {}

    /** The number of the range that holds a key. */
    public static long numberOf(long key) {
        return key >> SHIFT;
    }

    /** The lowest key of a range. */
    public static long lowestKey(long number) {
        return number << SHIFT;
    }

    /** The highest key of a range. */
    public static long highestKey(long number) {
        return lowestKey(number) | (WIDTH - 1);
    }

    /**
     * {@link #numberOf} in SQL.
     *
     * @param key an expression of type bigint, an integer column for instance
     */
    public static String numberOf(String key) {
        return key + " >> " + SHIFT;
    }
}
