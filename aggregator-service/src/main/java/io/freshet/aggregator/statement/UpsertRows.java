package io.freshet.aggregator.statement;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.normalise.RejectedValue;
import io.freshet.events.RowBlock;
import io.freshet.warehouse.layout.QuarantineSql;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows of one table as parameters of a statement: no key of a source twice. Not thread-safe. */
public final class UpsertRows {

    private final Integer[] sources;
    private final Long[] keys;
    private final Long[] digests;
    private final Long[] times;
    private final Boolean[] ownTimes;
    private final String[][] values;
    private final List<RejectedValue> rejected = new ArrayList<>();

    /**
     * Makes room for rows, to be {@link #put} in place.
     *
     * @param width how many columns the table has
     */
    public UpsertRows(int width, int size) {
        this(
                new Integer[size],
                new Long[size],
                new Long[size],
                new Long[size],
                new Boolean[size],
                new String[width][size]);
    }

    private UpsertRows(
            Integer[] sources,
            Long[] keys,
            Long[] digests,
            Long[] times,
            Boolean[] ownTimes,
            String[][] values) {
        this.ownTimes = ownTimes;
        this.sources = sources;
        this.keys = keys;
        this.digests = digests;
        this.times = times;
        this.values = values;
    }

    public int size() {
        return keys.length;
    }

    public int source(int row) {
        return sources[row];
    }

    public long key(int row) {
        return keys[row];
    }

    public long digest(int row) {
        return digests[row];
    }

    /** A row's time in microseconds since 1970 UTC, or null. */
    public Long time(int row) {
        return times[row];
    }

    /** A row's value of one of the table's columns, by the column's place; null where missing. */
    public String value(int column, int row) {
        return values[column][row];
    }

    /** What is to be quarantined of these rows. */
    public List<RejectedValue> rejected() {
        return rejected;
    }

    /**
     * Copies a row into place {@code to}.
     *
     * @param refilled whether its time replaces that of a row held under its key, even if it is
     *     none of the source's own
     */
    public void put(int to, int source, NormalisedRows rows, int row, boolean refilled) {
        ownTimes[to] = refilled || rows.ownTimes();
        sources[to] = source;
        keys[to] = rows.key(row);
        setTime(to, rows.time(row));
        setState(to, rows, row);
    }

    /**
     * Replaces the row in place {@code to} by a newer state of it.
     *
     * @param refilled as of {@code put}
     */
    public void replace(int to, NormalisedRows rows, int row, boolean refilled) {
        boolean timeToo = refilled || rows.ownTimes();
        rejected.removeIf(value -> value.row() == to);
        if (timeToo) {
            ownTimes[to] = true;
            setTime(to, rows.time(row));
        }
        setState(to, rows, row);
    }

    private void setTime(int to, long time) {
        times[to] = time == RowBlock.NO_TIME ? null : Long.valueOf(time);
    }

    private void setState(int to, NormalisedRows rows, int row) {
        digests[to] = rows.digest(row);
        for (int column = 0; column < values.length; column++) {
            values[column][to] = rows.value(column, row);
        }
    }

    /** Notes a value that is to be quarantined with the rows. */
    public void reject(RejectedValue value) {
        rejected.add(value);
    }

    /** The rows from one index up to another. */
    public UpsertRows slice(int from, int to) {
        UpsertRows slice =
                new UpsertRows(
                        Arrays.copyOfRange(sources, from, to),
                        Arrays.copyOfRange(keys, from, to),
                        Arrays.copyOfRange(digests, from, to),
                        Arrays.copyOfRange(times, from, to),
                        Arrays.copyOfRange(ownTimes, from, to),
                        Arrays.stream(values)
                                .map(column -> Arrays.copyOfRange(column, from, to))
                                .toArray(String[][]::new));
        rejected.stream()
                .filter(value -> from <= value.row() && value.row() < to)
                .forEach(value -> slice.reject(value.atRow(value.row() - from)));
        return slice;
    }

    /** The same rows with every value missing, and none quarantined. */
    public UpsertRows emptied() {
        return new UpsertRows(
                sources, keys, digests, times, ownTimes, new String[values.length][size()]);
    }

    /** The same rows with another column's values, and none quarantined. */
    public UpsertRows with(int column, UpsertRows others) {
        String[][] more = values.clone();
        more[column] = others.values[column];
        return new UpsertRows(sources, keys, digests, times, ownTimes, more);
    }

    /** The same rows with a column that says the same of each, and none quarantined. */
    public UpsertRows with(int column, String value) {
        String[][] more = values.clone();
        more[column] = new String[size()];
        Arrays.fill(more[column], value);
        return new UpsertRows(sources, keys, digests, times, ownTimes, more);
    }

    /** Adds what is to be quarantined, as {@link QuarantineSql#ADD} wants it. */
    public void addRejectedTo(Tuple parameters, TablePlan plan) {
        String[] tables = new String[rejected.size()];
        Arrays.fill(tables, plan.id().table());
        parameters
                .addArrayOfInteger(each(value -> sources[value.row()], Integer[]::new))
                .addArrayOfString(tables)
                .addArrayOfLong(each(value -> keys[value.row()], Long[]::new))
                .addArrayOfString(each(RejectedValue::column, String[]::new))
                .addArrayOfString(each(RejectedValue::value, String[]::new))
                .addArrayOfString(each(RejectedValue::reason, String[]::new))
                .addArrayOfBoolean(each(value -> isAside(plan, value.row()), Boolean[]::new));
    }

    private <T> T[] each(Function<RejectedValue, T> part, IntFunction<T[]> array) {
        return rejected.stream().map(part).toArray(array);
    }

    private boolean isAside(TablePlan plan, int row) {
        return plan.aside().isPresent()
                && Boolean.parseBoolean(values[plan.aside().getAsInt()][row]);
    }

    /** Adds of each row whether its time replaces that of a row held under its key. */
    public void addOwnTimesTo(Tuple parameters) {
        parameters.addArrayOfBoolean(ownTimes);
    }

    /** Adds source and key of each row, each as an array. */
    public void addKeysTo(Tuple parameters) {
        parameters.addArrayOfInteger(sources).addArrayOfLong(keys);
    }

    /** Adds source, key, digest, time and columns, each as an array. */
    public void addTo(Tuple parameters) {
        parameters
                .addArrayOfInteger(sources)
                .addArrayOfLong(keys)
                .addArrayOfLong(digests)
                .addArrayOfLong(times);
        for (String[] column : values) {
            parameters.addArrayOfString(column);
        }
    }
}
