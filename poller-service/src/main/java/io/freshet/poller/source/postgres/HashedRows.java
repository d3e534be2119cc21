package io.freshet.poller.source.postgres;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.BlockRows;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sums up, compares and reads a table whose keys are hashes. */
final class HashedRows {

    private final TableStatements statements;
    private final PostgresSql sql;
    private final BlockSql blockSql;
    private final TableShape shape;
    private final TableMemory memory;
    private final RowReader reader;

    HashedRows(
            TableStatements statements,
            PostgresSql sql,
            TableShape shape,
            TableMemory memory,
            RowReader reader) {
        this.statements = statements;
        this.sql = sql;
        this.blockSql = new BlockSql(sql, shape);
        this.shape = shape;
        this.memory = memory;
        this.reader = reader;
    }

    /** See {@link io.freshet.poller.source.SourceTable#sumBlocks}. */
    Future<BlockSums> sum(Blocks blocks) {
        Object leftOut = statements.leftOut();
        Tuple values =
                shape.inBlocks()
                        ? Tuple.of(
                                place(blocks.first()),
                                place(blocks.behind()),
                                leftOut,
                                sql.relation())
                        : Tuple.of(leftOut);
        return statements
                .answer(blockSql.sums(), values, row -> ReadFooter.ofSums(row, 3))
                .map(answer -> sums(blocks, answer));
    }

    private BlockSums sums(Blocks blocks, ReadAnswer answer) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (Row row : answer.rows()) {
            sums.put(row.getLong(0), new RangeSum(row.getLong(1), number(row).longValue()));
        }
        if (blocks.first() == 0) {
            memory.surplus()
                    .forEach(
                            (key, surplus) ->
                                    sums.merge(
                                            Home.HASH.numberOf(key),
                                            RangeSum.NONE.minus(surplus),
                                            RangeSum::plus));
        }
        return new BlockSums(sums, number(answer.last()).longValue(), answer.footer().costMicros());
    }

    private static BigInteger number(Row row) {
        return row.get(Numeric.class, 2).bigIntegerValue();
    }

    /** See {@link io.freshet.poller.source.SourceTable#readBlocks}. */
    Future<BlockRows> read(Blocks blocks, Optional<String> since, long readAt, int mostRows) {
        Tuple values =
                Tuple.of(
                        place(blocks.first()),
                        place(blocks.behind()),
                        statements.leftOut(),
                        sql.relation(),
                        (long) mostRows);
        since.ifPresent(values::addString);
        boolean filtered = since.isPresent();
        return reader.readBlocks(
                        blockSql.read(memory.asBytes(), filtered),
                        blockSql.read(true, filtered),
                        values,
                        readAt,
                        mostRows)
                .map(this::known);
    }

    /** Without the rows of which there are several: those are left to comparing. */
    private BlockRows known(BlockRows read) {
        RowBlock rows = read.page().rows();
        Set<Long> doubles = memory.doubles();
        int[] single =
                IntStream.range(0, rows.size())
                        .filter(row -> !doubles.contains(rows.keys()[row]))
                        .toArray();
        RowPage page = read.page();
        RowPage kept =
                single.length == rows.size()
                        ? page
                        : new RowPage(
                                rows.select(single), page.more(), page.asOf(), page.costMicros());
        return new BlockRows(kept, read.blocks(), shape.oneHeap() ? read.mark() : Optional.empty());
    }

    private static String place(long block) {
        return "(%d,0)".formatted(block);
    }

    /** The digests of rows within ranges of which each lies within one that is summed up. */
    Future<RowDigests> digests(List<KeyRange> ranges) {
        return statements
                .answer(
                        blockSql.digests(),
                        Tuple.of(
                                RowReader.lows(ranges),
                                RowReader.highs(ranges),
                                statements.leftOut()),
                        row -> ReadFooter.ofSums(row, 2))
                .map(answer -> digests(ranges, answer));
    }

    private RowDigests digests(List<KeyRange> ranges, ReadAnswer answer) {
        Map<Long, Long> digests = new HashMap<>();
        Map<Long, RangeSum> all = new TreeMap<>();
        Map<Long, String> places = new HashMap<>();
        for (Row row : answer.rows()) {
            long key = row.getLong(0);
            long digest = row.getLong(1);
            Long other = digests.get(key);
            if (other == null || digest < other) {
                digests.put(key, digest);
                places.put(key, row.getString(3));
            }
            if (other != null) {
                RangeSum more = all.getOrDefault(key, RangeSum.NONE);
                all.put(key, more.plus(Math.max(other, digest)));
            }
        }
        ranges.forEach(range -> memory.doublesWithin(range.low(), range.high(), Set.of()));
        memory.addDoubles(all);
        memory.setPlaces(shape.inBlocks() ? places : Map.of());
        return new RowDigests(digests, answer.footer().costMicros());
    }

    /**
     * The rows of some keys, from where they were found last, and from elsewhere where they have
     * moved since.
     */
    Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        List<Long> found = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (long key : keys) {
            memory.place(key)
                    .ifPresent(
                            place -> {
                                found.add(key);
                                places.add(place);
                            });
        }
        if (found.size() < keys.size()) {
            return reader.readKeys(keys, readAt);
        }
        return reader.readPlaces(found, places, readAt)
                .compose(
                        page -> {
                            Set<Long> moved = new HashSet<>(found);
                            for (long key : page.rows().keys()) {
                                moved.remove(key);
                            }
                            return moved.isEmpty()
                                    ? Future.succeededFuture(page)
                                    : reader.readKeys(moved, readAt)
                                            .map(rest -> RowReader.joined(page, rest));
                        });
    }

    /** What people call the rows of some keys; a key without a row is left out. */
    Future<Map<Long, String>> names(Collection<Long> keys) {
        if (keys.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return statements
                .ask(blockSql.names(), Tuple.of((Object) keys.toArray(Long[]::new)))
                .map(
                        rows -> {
                            Map<Long, String> names = new TreeMap<>();
                            rows.forEach(row -> names.put(row.getLong(0), row.getString(1)));
                            return names;
                        });
    }
}
