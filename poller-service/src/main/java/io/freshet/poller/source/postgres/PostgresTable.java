package io.freshet.poller.source.postgres;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * One table of one source. Each question is one statement and so sees one state of the table. To be
 * used from the connection's Vert.x context.
 */
final class PostgresTable implements SourceTable {

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

    private final PostgresConnection connection;
    private final TableDefinition table;
    private final PostgresSql sql;
    private final String probe;
    private final String readRange;
    private final String sumRanges;
    private final String digests;
    private final String readKeys;
    private final String highestKey;
    private final String hints;

    PostgresTable(PostgresConnection connection, TableDefinition table, PostgresSql sql) {
        this.connection = connection;
        this.table = table;
        this.sql = sql;
        this.probe = sql.probe();
        this.readRange = sql.readRange();
        this.sumRanges = sql.sumRanges();
        this.digests = sql.digests();
        this.readKeys = sql.readKeys();
        this.highestKey = sql.highestKey();
        this.hints = HINTS.formatted(sql.highestKey());
    }

    @Override
    public Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        long began = System.nanoTime();
        return connection
                .query(probe, Tuple.of(lows(ranges), highs(ranges), (long) mostRows))
                .map(rows -> new RowPage(block(rows, readAt), microsSince(began)));
    }

    @Override
    public Future<RowPage> readRange(KeyRange range, long readAt) {
        long began = System.nanoTime();
        return connection
                .query(readRange, Tuple.of(range.low(), range.high()))
                .map(rows -> new RowPage(block(rows, readAt), microsSince(began)));
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        long began = System.nanoTime();
        return connection
                .query(sumRanges, Tuple.of(keys.low(), keys.high()))
                .map(rows -> new RangeSums(sums(rows), microsSince(began)));
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> ranges) {
        long began = System.nanoTime();
        return connection
                .query(digests, Tuple.of(lows(ranges), (Object) highs(ranges)))
                .map(rows -> new RowDigests(digestsByKey(rows), microsSince(began)));
    }

    @Override
    public Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        long began = System.nanoTime();
        return connection
                .query(readKeys, Tuple.of((Object) keys.toArray(Long[]::new)))
                .map(rows -> new RowPage(block(rows, readAt), microsSince(began)));
    }

    @Override
    public Future<OptionalLong> highestKey() {
        return connection
                .query(highestKey, Tuple.tuple())
                .map(
                        rows ->
                                rows.size() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    @Override
    public Future<Hints> hints() {
        return connection
                .query(hints, Tuple.of(sql.regclass()))
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

    @Override
    public Future<Void> verify() {
        return connection.verify(table).mapEmpty();
    }

    @Override
    public TableDefinition definition() {
        return table;
    }

    private static Long[] lows(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::low).toArray(Long[]::new);
    }

    private static Long[] highs(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::high).toArray(Long[]::new);
    }

    private static Map<Long, Long> digestsByKey(RowSet<Row> rows) {
        Map<Long, Long> digests = new HashMap<>();
        for (Row row : rows) {
            digests.put(row.getLong(0), row.getLong(1));
        }
        return digests;
    }

    private static Map<Long, RangeSum> sums(RowSet<Row> rows) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (Row row : rows) {
            long digest = row.get(Numeric.class, 2).bigIntegerValue().longValue();
            sums.put(row.getLong(0), new RangeSum(row.getLong(1), digest));
        }
        return sums;
    }

    private static long microsSince(long began) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
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
