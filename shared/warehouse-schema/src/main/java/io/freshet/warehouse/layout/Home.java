package io.freshet.warehouse.layout;

/**
 * What a row's key is, under which it is known from the source to the warehouse, and how keys are
 * divided into the ranges that are summed up and compared as a whole. Range number n holds the keys
 * whose upper bits are n.
 */
public enum Home {

    /** The key is that of the source, a whole number. Keys without rows are known, as gaps. */
    INTEGER(10, 4),

    /**
     * The key is a hash of what the source tells rows apart by, as the source computes it. Where
     * rows are missing nobody can tell but by comparing; keys are spread over about 4,096 ranges,
     * however many rows there are.
     */
    HASH(52, 0);

    private final int shift;
    private final int partBits;

    /**
     * @param shift how many bits of a key tell its place within its range
     * @param partBits how many of them tell its part of it
     */
    Home(int shift, int partBits) {
        this.shift = shift;
        this.partBits = partBits;
    }

    /** How many keys a range spans. */
    public long width() {
        return 1L << shift;
    }

    /** The number of the range that holds a key. */
    public long numberOf(long key) {
        return key >> shift;
    }

    /** The lowest key of a range. */
    public long lowestKey(long number) {
        return number << shift;
    }

    /** The highest key of a range. */
    public long highestKey(long number) {
        return lowestKey(number) | (width() - 1);
    }

    /** How many keys a part of a range spans: of whole numbers a sixteenth, of hashes all. */
    public long partWidth() {
        return width() >> partBits;
    }

    /** The number of the part that holds a key; parts are numbered as ranges are. */
    public long partOf(long key) {
        return key >> (shift - partBits);
    }

    /** The number of the range that a part belongs to. */
    public long rangeOfPart(long part) {
        return part >> partBits;
    }

    /**
     * {@link #partOf} in SQL.
     *
     * @param key an expression of type bigint
     */
    public String partOf(String key) {
        return key + " >> " + (shift - partBits);
    }

    /**
     * {@link #numberOf} in SQL.
     *
     * @param key an expression of type bigint, an integer column for instance
     */
    public String numberOf(String key) {
        return key + " >> " + shift;
    }

    /**
     * {@link #lowestKey} in SQL.
     *
     * @param number an expression of type bigint
     */
    public String lowestKey(String number) {
        return "(%s << %d)".formatted(number, shift);
    }

    /**
     * {@link #highestKey} in SQL.
     *
     * @param number an expression of type bigint
     */
    public String highestKey(String number) {
        return "(%s << %d | %d)".formatted(number, shift, width() - 1);
    }
}
