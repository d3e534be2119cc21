package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.KeyRange;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.Concern;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.table.RangeSum;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** One table of one source. To be used from the connection's Vert.x context. */
final class PostgresTable implements SourceTable {

    private static final String HINTS =
            """
            with recursive family(relid) as (
              select pg_catalog.to_regclass($1)::pg_catalog.oid
              union select i.inhrelid from pg_catalog.pg_inherits i join family f on i.inhparent = f.relid)
            select pg_catalog.hashtextextended(pg_catalog.string_agg(
                     f.relid::pg_catalog.text || ' '
                     || coalesce(pg_catalog.pg_relation_filenode(f.relid), 0)::pg_catalog.text,
                     ',' order by f.relid), 0),
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_updated(f.relid)), 0)::bigint,
                   coalesce(sum(pg_catalog.pg_stat_get_tuples_deleted(f.relid)), 0)::bigint,
                   (%s)
            from family f
            """;

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableMemory memory;
    private final TableStatements statements;
    private final PostgresSql sql;
    private final RowReader reader;
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
        this.hints = HINTS.formatted(sql.highestKey());
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
        return reader.readKeys(keys, readAt);
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        return statements
                .answer(
                        sql.sumRanges(),
                        Tuple.of(keys.low(), keys.high(), statements.leftOut()),
                        row -> ReadFooter.ofSums(row, 3))
                .map(answer -> sums(keys, answer))
                .recover(
                        error ->
                                isTooSlow(error) && isOneRange(keys)
                                        ? digests(List.of(keys)).map(this::sums)
                                        : Future.failedFuture(error));
    }

    private RangeSums sums(KeyRange keys, ReadAnswer answer) {
        Map<Long, RangeSum> sums = new HashMap<>();
        Set<Long> doubles = new HashSet<>();
        for (Row row : answer.rows()) {
            long digest = row.get(Numeric.class, 2).bigIntegerValue().longValue();
            sums.put(row.getLong(0), new RangeSum(row.getLong(1), digest));
            if (row.getLong(3) != null) {
                doubles.add(row.getLong(3));
            }
        }
        memory.doublesWithin(keys.low(), keys.high(), doubles);
        return new RangeSums(sums, answer.footer().costMicros());
    }

    private RangeSums sums(RowDigests digests) {
        Map<Long, RangeSum> sums = new HashMap<>();
        digests.byKey()
                .forEach(
                        (key, digest) ->
                                sums.merge(
                                        shape.table().home().partOf(key),
                                        RangeSum.NONE.plus(digest),
                                        RangeSum::plus));
        return new RangeSums(sums, digests.costMicros());
    }

    private boolean isOneRange(KeyRange keys) {
        return shape.table().home().numberOf(keys.low())
                == shape.table().home().numberOf(keys.high());
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> ranges) {
        return statements
                .answer(
                        sql.digests(),
                        Tuple.of(
                                RowReader.lows(ranges),
                                RowReader.highs(ranges),
                                statements.leftOut()),
                        row -> ReadFooter.ofSums(row, 2))
                .map(this::digests)
                .recover(
                        error ->
                                isTooSlow(error)
                                        ? reader.keys(ranges, Integer.MAX_VALUE)
                                                .compose(this::digestsOfParts)
                                        : Future.failedFuture(error));
    }

    private Future<RowDigests> digestsOfParts(List<Long> keys) {
        RowDigests none = new RowDigests(Map.of(), reader.limitMicros());
        if (keys.size() == 1) {
            return statements.leaveOut(keys.get(0)).map(done -> none);
        }
        Future<RowDigests> all = Future.succeededFuture(none);
        for (List<Long> part : RowReader.parts(keys)) {
            all = all.compose(before -> digestsOf(part).map(after -> joined(before, after)));
        }
        return all;
    }

    private Future<RowDigests> digestsOf(List<Long> keys) {
        return digests(keys.stream().map(key -> new KeyRange(key, key)).toList());
    }

    private static RowDigests joined(RowDigests first, RowDigests second) {
        Map<Long, Long> byKey = new HashMap<>(first.byKey());
        byKey.putAll(second.byKey());
        return new RowDigests(byKey, first.costMicros() + second.costMicros());
    }

    private RowDigests digests(ReadAnswer answer) {
        Map<Long, Long> digests = new HashMap<>();
        Set<Long> doubles = new HashSet<>();
        for (Row row : answer.rows()) {
            if (digests.containsKey(row.getLong(0))) {
                doubles.add(row.getLong(0));
            }
            digests.merge(row.getLong(0), row.getLong(1), Math::min);
        }
        memory.addDoubles(doubles);
        return new RowDigests(digests, answer.footer().costMicros());
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
                                    highest == null
                                            ? OptionalLong.empty()
                                            : OptionalLong.of(highest));
                        });
    }

    @Override
    public Future<Void> verify() {
        return reverified().compose(done -> retryLeftOut());
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

    @Override
    public Future<List<Concern>> concerns() {
        return new PostgresExamination(connection, source, shape).run();
    }

    @Override
    public TableFacts facts() {
        return new TableFacts(shape.nullKeys(), memory.doubles(), memory.unread(), shape.notes());
    }

    private static boolean isTooSlow(Throwable error) {
        return error instanceof SourceProblem problem && problem.isTooSlow();
    }
}
