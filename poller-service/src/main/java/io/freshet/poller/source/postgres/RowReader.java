package io.freshet.poller.source.postgres;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.BlockRows;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads rows of one table, as many at a time as can be read in time: where a statement takes too
 * long it asks for fewer, down to one row, and leaves that one out if it is too slow by itself.
 * Rows with bytes that are no text are asked for once more, as bytes.
 */
final class RowReader {

    private final TableStatements statements;
    private final PostgresSql sql;
    private final BlockSql blockSql;
    private final TableShape shape;
    private final TableMemory memory;
    private final ServerText text;
    private final long limitMillis;

    RowReader(
            TableStatements statements,
            PostgresSql sql,
            TableShape shape,
            TableMemory memory,
            ServerFacts server) {
        this.statements = statements;
        this.sql = sql;
        this.blockSql = new BlockSql(sql, shape);
        this.shape = shape;
        this.memory = memory;
        this.text = new ServerText(server.encoding());
        this.limitMillis = server.limitMillis();
    }

    Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        int asked = Math.min(mostRows, memory.page());
        Tuple values = Tuple.of(lows(ranges), highs(ranges), (long) asked, statements.leftOut());
        return rows(sql.probe(memory.asBytes()), sql.probe(true), values)
                .onFailure(error -> noteTimeout(error, asked))
                .map(answer -> page(answer, readAt, asked))
                .recover(
                        error -> {
                            if (!SourceProblem.isTooSlow(error)) {
                                return Future.failedFuture(error);
                            }
                            memory.tooSlow(asked);
                            return asked > 1
                                    ? probe(ranges, readAt, mostRows)
                                    : probeOneRow(ranges, readAt);
                        });
    }

    private void noteTimeout(Throwable error, int asked) {
        if (error.getCause() instanceof TimeoutException) {
            memory.tooSlow(asked);
        }
    }

    /** Finds out which row is next, without reading it, and reads it alone. */
    private Future<RowPage> probeOneRow(List<KeyRange> ranges, long readAt) {
        return keys(ranges, 1)
                .compose(
                        keys ->
                                keys.isEmpty()
                                        ? Future.succeededFuture(empty(readAt, false))
                                        : readKeys(keys, readAt).map(RowReader::withMore))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error) && ranges.size() > 1
                                        ? probe(firstHalf(ranges), readAt, 1)
                                                .map(RowReader::withMore)
                                        : Future.failedFuture(error));
    }

    Future<RowPage> readRange(KeyRange range, long readAt) {
        Tuple values = Tuple.of(range.low(), range.high(), statements.leftOut());
        return rows(sql.readRange(memory.asBytes()), sql.readRange(true), values)
                .map(answer -> page(answer, readAt, Integer.MAX_VALUE))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error)
                                        ? keys(List.of(range), Integer.MAX_VALUE)
                                                .compose(keys -> readParts(keys, readAt))
                                        : Future.failedFuture(error));
    }

    Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        Tuple values = Tuple.of(keys.toArray(Long[]::new), (Object) statements.leftOut());
        boolean hashed = shape.table().home() == Home.HASH;
        return rows(
                        hashed
                                ? blockSql.readKeys(memory.asBytes())
                                : sql.readKeys(memory.asBytes()),
                        hashed ? blockSql.readKeys(true) : sql.readKeys(true),
                        values)
                .map(answer -> page(answer, readAt, Integer.MAX_VALUE))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error)
                                        ? readParts(List.copyOf(keys), readAt)
                                        : Future.failedFuture(error));
    }

    /**
     * The rows of some keys that still are where they were found; all where that takes too long.
     */
    Future<RowPage> readPlaces(List<Long> keys, List<String> places, long readAt) {
        Tuple values =
                Tuple.of(
                        keys.toArray(Long[]::new),
                        statements.leftOut(),
                        places.toArray(String[]::new));
        return rows(blockSql.readPlaces(memory.asBytes()), blockSql.readPlaces(true), values)
                .map(answer -> page(answer, readAt, Integer.MAX_VALUE))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error)
                                        ? readParts(keys, readAt)
                                        : Future.failedFuture(error));
    }

    /** Rows of blocks; the last column of the last row tells of the table. */
    Future<BlockRows> readBlocks(
            String statement, String asBytes, Tuple values, long readAt, int asked) {
        return rows(statement, asBytes, values, ReadFooter::ofRows)
                .map(
                        answer -> {
                            Row last = answer.last();
                            String[] count = last.getString(last.size() - 1).split(" ", 2);
                            return new BlockRows(
                                    page(answer, readAt, asked),
                                    Long.parseLong(count[0]),
                                    Optional.of(count[1]));
                        });
    }

    private Future<RowPage> readParts(List<Long> keys, long readAt) {
        if (keys.size() == 1) {
            return statements.leaveOut(keys.get(0)).map(done -> empty(readAt, false));
        }
        Future<RowPage> all = Future.succeededFuture(empty(readAt, false));
        for (List<Long> part : parts(keys)) {
            all = all.compose(before -> readKeys(part, readAt).map(after -> joined(before, after)));
        }
        return all;
    }

    /**
     * Keys that take too long together, divided so that a row that is too slow by itself is found
     * after few statements that take too long.
     */
    static List<List<Long>> parts(List<Long> keys) {
        int size = Math.max(1, keys.size() / PollerLimits.PAGE_DIVISOR);
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += size) {
            parts.add(keys.subList(from, Math.min(from + size, keys.size())));
        }
        return parts;
    }

    /** Keys of rows, without reading any values. */
    Future<List<Long>> keys(List<KeyRange> ranges, int most) {
        return statements
                .ask(
                        sql.keys(),
                        Tuple.of(lows(ranges), highs(ranges), (long) most, statements.leftOut()))
                .map(
                        rows -> {
                            List<Long> keys = new ArrayList<>();
                            rows.forEach(row -> keys.add(row.getLong(0)));
                            return keys;
                        });
    }

    private Future<ReadAnswer> rows(String statement, String asBytes, Tuple values) {
        return rows(statement, asBytes, values, ReadFooter::ofRows);
    }

    private Future<ReadAnswer> rows(
            String statement, String asBytes, Tuple values, Function<Row, ReadFooter> footer) {
        return statements
                .answer(statement, values, footer)
                .recover(
                        error -> {
                            if (memory.asBytes() || !PostgresErrors.isNoText(error.getCause())) {
                                return Future.failedFuture(error);
                            }
                            memory.setAsBytes();
                            return statements.answer(asBytes, values, footer);
                        });
    }

    private RowPage page(ReadAnswer answer, long readAt, int asked) {
        List<Row> rows = answer.rows();
        UnaryOperator<String> values = memory.asBytes() ? text::read : UnaryOperator.identity();
        RowDecoder decoder =
                new RowDecoder(shape.columnNames(), values, shape.rowTime() == RowTime.COLUMN);
        RowBlock block = decoder.block(rows, readAt);
        memory.addDoubles(decoder.doubles());
        ReadFooter footer = answer.footer();
        double share = (double) footer.costMicros() / limitMicros();
        memory.took(asked, rows.size(), share, decoder.characters());
        return new RowPage(block, rows.size() >= asked, footer.asOf(readAt), footer.costMicros());
    }

    /** How long a statement may take: what one that was given up has cost. */
    long limitMicros() {
        return TimeUnit.MILLISECONDS.toMicros(limitMillis);
    }

    private RowPage empty(long readAt, boolean more) {
        RowBlock none = RowBlock.empty(shape.columnNames(), readAt);
        return new RowPage(none, more, readAt, limitMicros());
    }

    private static RowPage withMore(RowPage page) {
        return new RowPage(page.rows(), true, page.asOf(), page.costMicros());
    }

    static RowPage joined(RowPage first, RowPage second) {
        return new RowPage(
                RowBlocks.joined(first.rows(), second.rows()),
                first.more() || second.more(),
                Math.min(first.asOf(), second.asOf()),
                first.costMicros() + second.costMicros());
    }

    private static List<KeyRange> firstHalf(List<KeyRange> ranges) {
        return ranges.subList(0, ranges.size() / 2);
    }

    static Long[] lows(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::low).toArray(Long[]::new);
    }

    static Long[] highs(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::high).toArray(Long[]::new);
    }
}
