package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.KeyRange;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.BlockRows;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.source.TableStatistics;
import io.freshet.poller.source.WrittenRows;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One table of one source. To be used from the connection's Vert.x context. */
final class PostgresTable implements SourceTable {

    private static final String HINTS =
            PostgresSql.family("$1")
                    + """

            select pg_catalog.hashtextextended(pg_catalog.string_agg(
                     f.relid::pg_catalog.text || ' '
                     || coalesce(pg_catalog.pg_relation_filenode(f.relid), 0)::pg_catalog.text,
                     ',' order by f.relid), 0),
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_updated(f.relid)%s), 0)::bigint,
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_deleted(f.relid)), 0)::bigint,
                   (%s),
                   (select sum(c.reltuples)::bigint from family p
                    join pg_catalog.pg_class c on c.oid = p.relid where c.reltuples > 0)
            from family f
            """;
    private static final String INSERTED = " + pg_catalog.pg_stat_get_tuples_inserted(f.relid)";

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableMemory memory;
    private final TableStatements statements;
    private final PostgresSql sql;
    private final RowReader reader;
    private final HashedRows hashed;
    private final RangeReader ranges;
    private final String hints;
    private TableShape shape;

    PostgresTable(
            PostgresConnection connection,
            SourceConfig source,
            TableShape shape,
            TableMemory memory) {
        this.connection = connection;
        this.source = source;
        this.shape = shape;
        this.memory = memory;
        this.sql = new PostgresSql(shape, connection.server().position().isPresent());
        this.statements = new TableStatements(connection, source, memory, this::reverified);
        this.reader = new RowReader(statements, sql, shape, memory, connection.server());
        this.hashed = new HashedRows(statements, sql, shape, memory, reader);
        this.ranges = new RangeReader(statements, sql, home(), memory, reader, hashed);
        this.hints = HINTS.formatted(home() == Home.HASH ? INSERTED : "", sql.highestKey());
    }

    @Override
    public TableDefinition definition() {
        return shape.table();
    }

    @Override
    public Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        return reader.probe(ranges, readAt, mostRows);
    }

    @Override
    public Future<RowPage> readRange(KeyRange range, long readAt) {
        return reader.readRange(range, readAt);
    }

    @Override
    public Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        return home() == Home.HASH ? hashed.readKeys(keys, readAt) : reader.readKeys(keys, readAt);
    }

    @Override
    public boolean isInBlocks() {
        return shape.inBlocks();
    }

    @Override
    public Future<BlockRows> readBlocks(
            Blocks blocks, Optional<String> since, long readAt, int mostRows) {
        return hashed.read(blocks, since, readAt, mostRows);
    }

    @Override
    public Future<BlockSums> sumBlocks(Blocks blocks) {
        return hashed.sum(blocks);
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        return ranges.sum(keys);
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> keys) {
        return ranges.digests(keys);
    }

    @Override
    public Future<WrittenRows> written(KeyRange keys, String since, int mostRows) {
        return ranges.written(keys, since, mostRows);
    }

    @Override
    public Future<OptionalLong> lowestKey(long from) {
        return key(sql.lowestKey(), Tuple.of(from, (Object) statements.leftOut()));
    }

    @Override
    public Future<OptionalLong> highestKey() {
        return key(sql.highestKey(), Tuple.tuple());
    }

    private Future<OptionalLong> key(String statement, Tuple values) {
        return statements
                .ask(statement, values)
                .map(
                        rows ->
                                rows.size() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    @Override
    public Future<Hints> hints() {
        return statements
                .ask(hints, Tuple.of(sql.relation()))
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            Long highest = row.getLong(3);
                            return new Hints(
                                    row.getLong(0) == null ? 0 : row.getLong(0),
                                    row.getLong(1),
                                    row.getLong(2),
                                    shape.counted(),
                                    optional(highest),
                                    optional(row.getLong(4)));
                        });
    }

    private static OptionalLong optional(Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public Future<Void> verify() {
        return reverified().compose(done -> retryLeftOut()).compose(done -> nameLeftOut());
    }

    private Future<Void> reverified() {
        return new PostgresTableVerifier(connection, source, shape.table(), shape.meaning())
                .verify()
                .compose(this::takeIn);
    }

    private Future<Void> takeIn(TableShape found) {
        if (!shape.readsLike(found)) {
            // The next connection reads it as it is now.
            return Future.failedFuture(PostgresErrors.changed(source, shape.table()));
        }
        shape = found;
        return Future.succeededFuture();
    }

    private Future<Void> retryLeftOut() {
        long before = TableStatements.nowMillis() - PollerLimits.UNREAD.toMillis();
        return memory.leftOutBefore(before)
                .map(
                        key -> {
                            memory.takeIn(key);
                            return reader.readKeys(List.of(key), 0).<Void>mapEmpty();
                        })
                .orElse(Future.succeededFuture());
    }

    private Home home() {
        return shape.table().home();
    }

    /** Finds out what people call the rows that are left out, where their keys do not say it. */
    private Future<Void> nameLeftOut() {
        Set<Long> unnamed = home() == Home.HASH ? memory.unnamed() : Set.of();
        return names(unnamed)
                .<Void>map(
                        found -> {
                            Map<Long, String> all = new HashMap<>();
                            // Who has no name now is not asked for again and again.
                            unnamed.forEach(key -> all.put(key, String.valueOf(key)));
                            all.putAll(found);
                            memory.name(all);
                            return null;
                        });
    }

    @Override
    public Future<Map<Long, String>> names(Collection<Long> keys) {
        return home() == Home.INTEGER
                ? SourceTable.super.names(keys)
                : hashed.names(keys)
                        .recover(
                                error ->
                                        SourceProblem.isTooSlow(error)
                                                        || PostgresErrors.isNoText(error.getCause())
                                                ? Future.succeededFuture(Map.of())
                                                : Future.failedFuture(error));
    }

    @Override
    public Future<List<Concern>> concerns() {
        return new PostgresExamination(connection, source, shape).run();
    }

    @Override
    public Future<TableStatistics> statistics() {
        return StatisticsQuestion.ask(connection, shape.table());
    }

    @Override
    public TableFacts facts() {
        return new TableFacts(
                shape.nullKeys(), memory.doubles(), memory.unread(), memory.names(), shape.notes());
    }
}
