package io.freshet.launcher.check;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.HeldRowsSql;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.SqlText;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What the warehouse holds of one table of one source. For one thread, which it blocks; every
 * question fails with {@link WarehouseException} where the warehouse does not answer.
 */
final class HeldTable {

    /**
     * What is held of a range of keys.
     *
     * @param rows summed up now
     * @param checksum what stands for them in the warehouse
     */
    record HeldRange(RangeSum rows, RangeSum checksum) {}

    /** Rows in a stretch: a fraction of a second's work for either side. */
    static final int STRETCH_ROWS = 100_000;

    /** The same where a source goes through all its rows for each stretch. */
    static final int SCANNED_ROWS = 1_000_000;

    private final WarehouseConnection connection;
    private final int source;
    private final TableDefinition table;
    private final HeldRowsSql sql;
    private final String both;
    private final String damaged;

    /**
     * @param source what the warehouse knows the source by
     */
    HeldTable(
            WarehouseConnection connection,
            int source,
            PipelineDefinition pipeline,
            TableDefinition table) {
        this.connection = connection;
        this.source = source;
        this.table = table;
        this.sql = new HeldRowsSql(pipeline.name(), table.name(), table.home());
        this.both =
                RangeSql.both(
                        table.name(),
                        SqlText.qualified(pipeline.name(), table.name()),
                        table.home());
        this.damaged =
                sql.damaged(
                        table.name(),
                        table.heldColumnNames(),
                        table.heldColumns().stream()
                                .map(ColumnDefinition::type)
                                .map(type -> type.cast())
                                .toList());
    }

    /** What the keys are. */
    Home home() {
        return table.home();
    }

    /** About how many rows there are. */
    long count() {
        return connection
                .query(RangeSql.count(table.name()), Tuple.of(source))
                .iterator()
                .next()
                .getLong(0);
    }

    /**
     * Walks over all keys in stretches of whole ranges, the last up to the end of all keys.
     *
     * @param rows about how many rows a stretch has
     * @param visit told of each stretch in order; false ends the walk
     * @return whether the walk reached the end
     */
    boolean eachStretch(int rows, Predicate<KeyRange> visit) {
        KeyRange stretch = stretch(Long.MIN_VALUE, rows);
        while (visit.test(stretch)) {
            if (stretch.high() == Long.MAX_VALUE) {
                return true;
            }
            stretch = stretch(stretch.high() + 1, rows);
        }
        return false;
    }

    /** The stretch of about so many rows from a key on. */
    KeyRange stretch(long low, int rows) {
        long high = Long.MAX_VALUE;
        for (Row behind : connection.query(sql.behind(), Tuple.of(source, low, rows))) {
            high = home().highestKey(home().numberOf(behind.getLong(0)));
        }
        Tuple ranges = Tuple.of(source, table.name(), home().numberOf(low), rows);
        for (Row behind : connection.query(RangeSql.BEHIND, ranges)) {
            high = Math.min(high, home().highestKey(behind.getLong(0)));
        }
        return new KeyRange(low, high);
    }

    /** The ranges of a stretch by their numbers; empty ones are left out. */
    NavigableMap<Long, HeldRange> sums(KeyRange stretch) {
        NavigableMap<Long, HeldRange> sums = new TreeMap<>();
        Tuple keys = Tuple.of(source, stretch.low(), stretch.high());
        for (Row row : connection.query(both, keys)) {
            sums.put(row.getLong(0), new HeldRange(sum(row, 1), sum(row, 3)));
        }
        return sums;
    }

    /** The ranges that a stretch of whole ranges consists of. */
    List<KeyRange> ranges(KeyRange stretch) {
        return LongStream.rangeClosed(
                        home().numberOf(stretch.low()), home().numberOf(stretch.high()))
                .mapToObj(
                        number -> new KeyRange(home().lowestKey(number), home().highestKey(number)))
                .toList();
    }

    /** What people call rows: their keys, or what is held of the keys that those are hashes of. */
    Map<Long, String> names(Collection<Long> keys) {
        Map<Long, String> names = new HashMap<>();
        keys.forEach(key -> names.put(key, String.valueOf(key)));
        if (home() == Home.HASH && !keys.isEmpty()) {
            Tuple asked = Tuple.of(source, (Object) keys.toArray(Long[]::new));
            for (Row row : connection.query(sql.names(table.heldKeyNames()), asked)) {
                names.put(row.getLong(0), row.getString(1));
            }
        }
        return names;
    }

    private static RangeSum sum(Row row, int column) {
        return new RangeSum(
                row.getLong(column),
                row.get(Numeric.class, column + 1).bigIntegerValue().longValue());
    }

    /** The digests of a range's rows by key. */
    Map<Long, Long> digests(KeyRange range) {
        Tuple keys = Tuple.of(source, new Long[] {range.low()}, new Long[] {range.high()});
        Map<Long, Long> digests = new HashMap<>();
        for (Row row : connection.query(sql.digests(), keys)) {
            if (row.getLong(2) != null) {
                digests.put(row.getLong(2), row.getLong(3));
            }
        }
        return digests;
    }

    /** The next keys in order, so many at most. */
    List<Long> keys(long low, int most) {
        return keys(connection.query(sql.keysFrom(), Tuple.of(source, low, most)));
    }

    /** Which of some rows are held with the same digest, and yet with other values. */
    List<Long> damaged(NormalisedRows rows) {
        int size = rows.size();
        Long[] keys = new Long[size];
        Long[] digests = new Long[size];
        Long[] times = new Long[size];
        String[][] values = new String[table.heldColumns().size()][size];
        for (int row = 0; row < size; row++) {
            keys[row] = rows.key(row);
            digests[row] = rows.digest(row);
            times[row] = rows.time(row) == RowBlock.NO_TIME ? null : rows.time(row);
            for (int column = 0; column < values.length; column++) {
                values[column][row] = rows.value(column, row);
            }
        }
        Tuple parameters =
                Tuple.of(source, rows.ownTimes())
                        .addArrayOfLong(keys)
                        .addArrayOfLong(digests)
                        .addArrayOfLong(times);
        for (String[] column : values) {
            parameters.addArrayOfString(column);
        }
        return keys(connection.query(damaged, parameters));
    }

    private static List<Long> keys(RowSet<Row> rows) {
        List<Long> keys = new ArrayList<>();
        for (Row row : rows) {
            keys.add(row.getLong(0));
        }
        return keys;
    }
}
