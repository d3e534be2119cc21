package io.freshet.poller.source.memory;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.KeyRanges;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Answers questions about one table in memory. */
final class InMemorySourceTable implements SourceTable {

    private final InMemorySource source;
    private final InMemoryTable table;
    private final TableDefinition definition;

    InMemorySourceTable(InMemorySource source, InMemoryTable table, TableDefinition definition) {
        this.source = source;
        this.table = table;
        this.definition = definition;
    }

    @Override
    public TableDefinition definition() {
        return definition;
    }

    @Override
    public Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        return source.answer(
                () -> {
                    TreeMap<Long, String> found = new TreeMap<>();
                    for (KeyRange range : ranges) {
                        for (Map.Entry<Long, String> row : within(range).entrySet()) {
                            if (found.size() < mostRows) {
                                found.put(row.getKey(), row.getValue());
                            }
                        }
                    }
                    return page(found, readAt, ranges.size(), mostRows);
                });
    }

    @Override
    public Future<RowPage> readRange(KeyRange range, long readAt) {
        return source.answer(() -> page(within(range), readAt, 0, Integer.MAX_VALUE));
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        return source.answer(
                () -> {
                    Map<Long, RangeSum> sums = new HashMap<>();
                    Map<Long, String> rows = within(keys);
                    rows.forEach(
                            (key, value) ->
                                    sums.merge(
                                            KeyRanges.numberOf(key),
                                            RangeSum.NONE.plus(InMemoryTable.digest(key, value)),
                                            RangeSum::plus));
                    return new RangeSums(sums, source.microsFor(rows.size()));
                });
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> ranges) {
        return source.answer(
                () -> {
                    Map<Long, Long> digests = new HashMap<>();
                    for (KeyRange range : ranges) {
                        within(range)
                                .forEach(
                                        (key, value) ->
                                                digests.put(key, InMemoryTable.digest(key, value)));
                    }
                    return new RowDigests(digests, source.microsFor(digests.size()));
                });
    }

    @Override
    public Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        return source.answer(
                () -> {
                    TreeMap<Long, String> found = new TreeMap<>(table.rows());
                    found.keySet().retainAll(keys);
                    return page(found, readAt, keys.size(), Integer.MAX_VALUE);
                });
    }

    @Override
    public Future<OptionalLong> highestKey() {
        return source.answer(this::highest);
    }

    @Override
    public Future<Hints> hints() {
        return source.answer(
                () ->
                        new Hints(
                                table.identity(),
                                table.updated(),
                                table.deleted(),
                                table.isCounted(),
                                highest()));
    }

    @Override
    public Future<Void> verify() {
        return source.answer(() -> null);
    }

    @Override
    public TableFacts facts() {
        return TableFacts.NOTHING_LEFT_OUT;
    }

    private OptionalLong highest() {
        return table.rows().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(table.rows().lastKey());
    }

    private Map<Long, String> within(KeyRange range) {
        return new TreeMap<>(table.rows().subMap(range.low(), true, range.high(), true));
    }

    private RowPage page(Map<Long, String> rows, long readAt, int looked, int mostRows) {
        long[] keys = rows.keySet().stream().mapToLong(Long::longValue).toArray();
        long[] digests =
                rows.entrySet().stream()
                        .mapToLong(row -> InMemoryTable.digest(row.getKey(), row.getValue()))
                        .toArray();
        long[] times = new long[keys.length];
        Arrays.fill(times, RowBlock.NO_TIME);
        String[][] values = new String[definition.columns().size()][keys.length];
        values[0] = rows.values().toArray(String[]::new);
        RowBlock block =
                new RowBlock(definition.columnNames(), readAt, keys, digests, times, values);
        return new RowPage(
                block,
                keys.length >= mostRows,
                readAt,
                source.microsFor(keys.length + looked / 10));
    }
}
