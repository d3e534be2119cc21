package io.freshet.events;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of one table, column by column, as they travel in batches. The arrays are not copied:
 * whoever makes a block hands them over and does not touch them again, and readers do not write to
 * them.
 */
public final class RowBlock {

    /** Stands in {@link #times} for a row whose time is not known. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final List<String> columns;
    private final long readAt;
    private final long[] keys;
    private final long[] digests;
    private final long[] times;
    private final String[][] values;
    private final boolean ownTimes;

    /**
     * @param columns names of the columns read, in the order of {@code values}
     * @param readAt when the poller began the read, in microseconds since 1970 UTC by its own clock
     * @param keys each row's key
     * @param digests each row's digest as the source computed it over key and columns
     * @param times when each row was committed or first seen, in microseconds since 1970 UTC, or
     *     {@link #NO_TIME} for a row that was there before the source was first read and cannot say
     * @param values {@code values[c][r]} is row r's raw value of column c as text, null for SQL
     *     NULL
     */
    public RowBlock(
            List<String> columns,
            long readAt,
            long[] keys,
            long[] digests,
            long[] times,
            String[][] values) {
        this(columns, readAt, keys, digests, times, values, false);
    }

    /**
     * As the other, where times may be a column of the source.
     *
     * @param ownTimes as {@link #ownTimes} says
     */
    public RowBlock(
            List<String> columns,
            long readAt,
            long[] keys,
            long[] digests,
            long[] times,
            String[][] values,
            boolean ownTimes) {
        if (keys.length != digests.length || keys.length != times.length) {
            throw new IllegalArgumentException(
                    "row counts differ: %d keys, %d digests, %d times"
                            .formatted(keys.length, digests.length, times.length));
        }
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "%d columns named, %d given".formatted(columns.size(), values.length));
        }
        for (int column = 0; column < values.length; column++) {
            if (values[column].length != keys.length) {
                throw new IllegalArgumentException(
                        "%d keys, %d values of %s"
                                .formatted(
                                        keys.length, values[column].length, columns.get(column)));
            }
        }
        this.columns = List.copyOf(columns);
        this.readAt = readAt;
        this.keys = keys;
        this.digests = digests;
        this.times = times;
        this.values = values;
        this.ownTimes = ownTimes;
    }

    /** A block without rows. */
    public static RowBlock empty(List<String> columns, long readAt) {
        return new RowBlock(
                columns,
                readAt,
                new long[0],
                new long[0],
                new long[0],
                new String[columns.size()][0]);
    }

    /** The rows with these indexes, in this order. */
    public RowBlock select(int[] rows) {
        String[][] selected = new String[values.length][rows.length];
        for (int column = 0; column < values.length; column++) {
            for (int i = 0; i < rows.length; i++) {
                selected[column][i] = values[column][rows[i]];
            }
        }
        return new RowBlock(
                columns,
                readAt,
                select(keys, rows),
                select(digests, rows),
                select(times, rows),
                selected,
                ownTimes);
    }

    private static long[] select(long[] all, int[] rows) {
        return Arrays.stream(rows).mapToLong(row -> all[row]).toArray();
    }

    /** How many rows the block holds, 0 or more. */
    public int size() {
        return keys.length;
    }

    /** Names of the columns, in the order of {@link #values(int)}. */
    public List<String> columns() {
        return columns;
    }

    /** When the read began, in microseconds since 1970 UTC by the poller's clock. */
    public long readAt() {
        return readAt;
    }

    /** Each row's key; not to be written to. */
    public long[] keys() {
        return keys;
    }

    /** Each row's digest; not to be written to. */
    public long[] digests() {
        return digests;
    }

    /** Each row's time in microseconds since 1970 UTC or {@link #NO_TIME}; not to be written to. */
    public long[] times() {
        return times;
    }

    /**
     * Whether the times are those of a column of the source: then they change as the rows do. A
     * time that was only observed stays what it was when a row changes.
     */
    public boolean ownTimes() {
        return ownTimes;
    }

    /** The raw values of one column, null where the source holds NULL; not to be written to. */
    public String[] values(int column) {
        return values[column];
    }
}
