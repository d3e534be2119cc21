package io.freshet.aggregator.normalise;

import java.util.List;

/**
 * Rows whose values are what their columns declare, column by column. The arrays are not copied:
 * whoever makes the rows hands them over, and readers do not write to them.
 */
public final class NormalisedRows {

    private final long[] keys;
    private final long[] digests;
    private final long[] times;
    private final String[][] values;
    private final List<RejectedValue> rejected;
    private final boolean ownTimes;

    /**
     * @param times each row's time in microseconds since 1970 UTC, or {@link
     *     io.freshet.events.RowBlock#NO_TIME}
     * @param values {@code values[c][r]} is row r's value of the table's column c, null where
     *     missing
     * @param ownTimes whether times are those of a column of the source, and change with their rows
     * @param rejected the values that are missing because they were wrong, by row
     */
    NormalisedRows(
            long[] keys,
            long[] digests,
            long[] times,
            String[][] values,
            List<RejectedValue> rejected,
            boolean ownTimes) {
        this.ownTimes = ownTimes;
        this.keys = keys;
        this.digests = digests;
        this.times = times;
        this.values = values;
        this.rejected = List.copyOf(rejected);
    }

    /** How many rows there are. */
    public int size() {
        return keys.length;
    }

    /** A row's key. */
    public long key(int row) {
        return keys[row];
    }

    /** A row's digest as the source computed it. */
    public long digest(int row) {
        return digests[row];
    }

    /**
     * A row's time in microseconds since 1970 UTC, or {@link io.freshet.events.RowBlock#NO_TIME}.
     */
    public long time(int row) {
        return times[row];
    }

    /** A row's value of one of the table's columns, by the column's place; null where missing. */
    public String value(int column, int row) {
        return values[column][row];
    }

    /** Whether times are those of a column of the source, and change with their rows. */
    public boolean ownTimes() {
        return ownTimes;
    }

    /** The values that are missing because they were wrong, by row. */
    public List<RejectedValue> rejected() {
        return rejected;
    }
}
