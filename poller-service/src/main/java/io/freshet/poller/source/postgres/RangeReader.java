package io.freshet.poller.source.postgres;

import io.freshet.events.KeyRange;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.WrittenRows;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums up ranges of keys, and tells which rows they have. */
final class RangeReader {

    private final TableStatements statements;
    private final PostgresSql sql;
    private final Home home;
    private final TableMemory memory;
    private final RowReader reader;
    private final HashedRows hashed;

    RangeReader(
            TableStatements statements,
            PostgresSql sql,
            Home home,
            TableMemory memory,
            RowReader reader,
            HashedRows hashed) {
        this.statements = statements;
        this.sql = sql;
        this.home = home;
        this.memory = memory;
        this.reader = reader;
        this.hashed = hashed;
    }

    /** See {@link io.freshet.poller.source.SourceTable#sumRanges}. */
    Future<RangeSums> sum(KeyRange keys) {
        return statements
                .answer(
                        sql.sumRanges(),
                        Tuple.of(keys.low(), keys.high(), statements.leftOut()),
                        row -> ReadFooter.ofSums(row, 3))
                .map(answer -> sums(keys, answer))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error) && isOneRange(keys)
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
        if (home == Home.INTEGER) {
            memory.doublesWithin(keys.low(), keys.high(), doubles);
        }
        Optional<String> mark = Optional.ofNullable(answer.last().getString(4));
        return new RangeSums(home, sums, answer.footer().costMicros(), mark);
    }

    private RangeSums sums(RowDigests digests) {
        Map<Long, RangeSum> sums = new HashMap<>();
        digests.byKey()
                .forEach(
                        (key, digest) ->
                                sums.merge(
                                        home.partOf(key),
                                        RangeSum.NONE.plus(digest),
                                        RangeSum::plus));
        return new RangeSums(home, sums, digests.costMicros(), Optional.empty());
    }

    private boolean isOneRange(KeyRange keys) {
        return home.numberOf(keys.low()) == home.numberOf(keys.high());
    }

    /** See {@link io.freshet.poller.source.SourceTable#digests}. */
    Future<RowDigests> digests(List<KeyRange> ranges) {
        boolean byRange = home == Home.HASH && ranges.stream().allMatch(this::isOneRange);
        return (byRange ? hashed.digests(ranges) : lookedUp(ranges))
                .recover(
                        error ->
                                SourceProblem.isTooSlow(error)
                                        ? reader.keys(ranges, Integer.MAX_VALUE)
                                                .compose(this::digestsOfParts)
                                        : Future.failedFuture(error));
    }

    private Future<RowDigests> lookedUp(List<KeyRange> ranges) {
        return statements
                .answer(
                        sql.digests(),
                        Tuple.of(
                                RowReader.lows(ranges),
                                RowReader.highs(ranges),
                                statements.leftOut()),
                        row -> ReadFooter.ofSums(row, 2))
                .map(this::digests);
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

    /** See {@link io.freshet.poller.source.SourceTable#written}. */
    Future<WrittenRows> written(KeyRange keys, String since, int mostRows) {
        return statements
                .answer(
                        sql.written(),
                        Tuple.of(keys.low(), keys.high(), statements.leftOut(), since, mostRows),
                        row -> ReadFooter.ofSums(row, 2))
                .map(answer -> written(answer.last(), mostRows));
    }

    private static WrittenRows written(Row row, int mostRows) {
        Map<Long, Long> digests = new HashMap<>();
        String[] texts = row.getArrayOfStrings(4);
        for (String text : texts == null ? new String[0] : texts) {
            int blank = text.indexOf(' ');
            digests.put(
                    Long.valueOf(text.substring(0, blank)),
                    Long.valueOf(text.substring(blank + 1)));
        }
        boolean complete = digests.size() < mostRows;
        return new WrittenRows(row.getLong(3), digests, complete, row.getLong(1), row.getString(5));
    }
}
