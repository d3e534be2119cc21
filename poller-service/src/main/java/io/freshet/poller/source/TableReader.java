package io.freshet.poller.source;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.ledger.RangeSum;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads one table of one source. Each method is one statement and so sees one state of the table.
 * All fail with {@link SourceProblem}; all are to be called from the session's Vert.x context.
 */
public final class TableReader {

    private static final String HINTS =
            """
            select hashtextextended(string_agg(m.relid::oid || ' ' ||
                                    coalesce(pg_catalog.pg_relation_filenode(m.relid), 0), ',' order by m.relid::oid), 0),
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_updated(m.relid)), 0)::bigint,
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_deleted(m.relid)), 0)::bigint,
                   pg_catalog.pg_is_in_recovery(),
                   (%s)
            from (select pg_catalog.to_regclass($1)::oid as relid
                  union select relid::oid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass($1))) as m
            """;

    private final SourceSession session;
    private final TableDefinition table;
    private final SourceSql sql;
    private final String probe;
    private final String readRange;
    private final String sumRanges;
    private final String highestKey;
    private final String hints;

    TableReader(SourceSession session, TableDefinition table, SourceSql sql) {
        this.session = session;
        this.table = table;
        this.sql = sql;
        this.probe = sql.probe();
        this.readRange = sql.readRange();
        this.sumRanges = sql.sumRanges();
        this.highestKey = sql.highestKey();
        this.hints = HINTS.formatted(sql.highestKey());
    }

    /**
     * The rows within some ranges of keys, by index.
     *
     * @param readAt when the read begins, microseconds since 1970 UTC
     * @param most how many rows to give at the most: with that many, there may be more
     */
    public Future<RowBlock> probe(List<KeyRange> ranges, long readAt, int most) {
        Long[] lows = ranges.stream().map(KeyRange::low).toArray(Long[]::new);
        Long[] highs = ranges.stream().map(KeyRange::high).toArray(Long[]::new);
        return session.query(probe, Tuple.of(lows, highs, (long) most))
                .map(rows -> block(rows, readAt));
    }

    /** All rows within a range of keys, which must be narrow enough for memory. */
    public Future<RowBlock> readRange(KeyRange range, long readAt) {
        return session.query(readRange, Tuple.of(range.low(), range.high()))
                .map(rows -> block(rows, readAt));
    }

    /**
     * Rows and digest of each range of the ledger within some keys; ranges without rows are absent.
     */
    public Future<Map<Long, RangeSum>> sumRanges(KeyRange keys) {
        return session.query(sumRanges, Tuple.of(keys.low(), keys.high()))
                .map(
                        rows -> {
                            Map<Long, RangeSum> sums = new HashMap<>();
                            for (Row row : rows) {
                                Numeric digest = row.get(Numeric.class, 2);
                                sums.put(
                                        row.getLong(0),
                                        new RangeSum(
                                                row.getLong(1),
                                                digest.bigIntegerValue().longValue()));
                            }
                            return sums;
                        });
    }

    /** The highest key, empty where there is no row. */
    public Future<OptionalLong> highestKey() {
        return session.query(highestKey, Tuple.tuple())
                .map(
                        rows ->
                                rows.size() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    /** What can be seen without reading the table. */
    public Future<Hints> hints() {
        return session.query(hints, Tuple.of(sql.regclass()))
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            Long highest = row.getLong(4);
                            return new Hints(
                                    row.getLong(0) == null ? 0 : row.getLong(0),
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getBoolean(3),
                                    highest == null
                                            ? OptionalLong.empty()
                                            : OptionalLong.of(highest));
                        });
    }

    /** Checks that the table still is what its definition says. */
    public Future<Void> verify() {
        return session.verify(table).mapEmpty();
    }

    /** The definition of the table. */
    public TableDefinition table() {
        return table;
    }

    private RowBlock block(RowSet<Row> rows, long readAt) {
        int size = rows.size();
        int columns = table.columns().size();
        long[] keys = new long[size];
        long[] digests = new long[size];
        long[] times = new long[size];
        String[][] values = new String[columns][size];
        int index = 0;
        for (Row row : rows) {
            keys[index] = row.getLong(0);
            digests[index] = row.getLong(1);
            Long time = row.getLong(2);
            times[index] = time == null ? RowBlock.NO_TIME : time;
            for (int column = 0; column < columns; column++) {
                values[column][index] = row.getString(3 + column);
            }
            index++;
        }
        return new RowBlock(table.columnNames(), readAt, keys, digests, times, values);
    }
}
