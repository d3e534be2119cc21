package io.freshet.poller.table;

/**
 * Rows of one range of keys summed up.
 *
 * @param rows how many there are, 0 or more
 * @param digest the sum of their digests modulo 2^64
 */
public record RangeSum(long rows, long digest) {

    /** No rows. */
    public static final RangeSum NONE = new RangeSum(0, 0);

    /** This and one more row. */
    public RangeSum plus(long rowDigest) {
        return new RangeSum(rows + 1, digest + rowDigest);
    }

    /** This and other rows. */
    public RangeSum plus(RangeSum other) {
        return new RangeSum(rows + other.rows, digest + other.digest);
    }

    /** This without some of its rows. */
    public RangeSum minus(RangeSum part) {
        return new RangeSum(rows - part.rows, digest - part.digest);
    }
}
