package io.freshet.poller.source.memory;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.ValueLimits;
import io.freshet.poller.source.BlockRows;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.source.WrittenRows;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Answers questions about one table in memory. */
final class InMemorySourceTable implements SourceTable {

    private final InMemoryConnection connection;
    private final TableDefinition definition;
    private final long meaning;
    private final List<String> columnNames;
    private final Home home;

    InMemorySourceTable(InMemoryConnection connection, TableDefinition definition, long meaning) {
        this.connection = connection;
        this.definition = definition;
        this.meaning = meaning;
        this.columnNames = definition.columnNames();
        this.home = definition.home();
    }

    @Override
    public TableDefinition definition() {
        return definition;
    }

    @Override
    public Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        return connection.ask(
                () -> {
                    TreeMap<Long, String> found = new TreeMap<>();
                    for (KeyRange range : ranges) {
                        for (Map.Entry<Long, String> row : within(range).entrySet()) {
                            if (found.size() == mostRows) {
                                break;
                            }
                            found.put(row.getKey(), row.getValue());
                        }
                    }
                    return page(found, readAt, ranges.size(), mostRows);
                });
    }

    @Override
    public Future<RowPage> readRange(KeyRange range, long readAt) {
        return connection.ask(() -> page(within(range), readAt, 0, Integer.MAX_VALUE));
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        connection.source().sums();
        return connection.ask(
                () -> {
                    Map<Long, RangeSum> sums = new HashMap<>();
                    Map<Long, Long> digests = digestsOf(within(keys));
                    digests.forEach(
                            (key, digest) ->
                                    sums.merge(
                                            home.partOf(key),
                                            RangeSum.NONE.plus(digest),
                                            RangeSum::plus));
                    return new RangeSums(
                            home, sums, connection.source().microsFor(digests.size()), mark());
                });
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> ranges) {
        return connection.ask(
                () -> {
                    Map<Long, Long> digests = new HashMap<>();
                    ranges.forEach(range -> digests.putAll(digestsOf(within(range))));
                    return new RowDigests(digests, connection.source().microsFor(digests.size()));
                });
    }

    @Override
    public Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        return connection.ask(
                () -> {
                    TreeMap<Long, String> found = new TreeMap<>(table().rows());
                    found.keySet().retainAll(Set.copyOf(keys));
                    return page(found, readAt, keys.size(), Integer.MAX_VALUE);
                });
    }

    @Override
    public Future<WrittenRows> written(KeyRange keys, String since, int mostRows) {
        connection.source().looks(since);
        return connection.ask(
                () -> {
                    if (connection.source().faults().isSlowToTellWritten()) {
                        throw InMemoryFaults.tooSlow(connection.name());
                    }
                    Map<Long, String> all = within(keys);
                    Map<Long, String> written = new TreeMap<>(all);
                    written.keySet()
                            .removeIf(key -> table().writtenBy(key) <= Long.parseLong(since));
                    Map<Long, Long> given = new TreeMap<>();
                    digestsOf(written).entrySet().stream()
                            .limit(mostRows)
                            .forEach(row -> given.put(row.getKey(), row.getValue()));
                    return new WrittenRows(
                            all.size(),
                            given,
                            written.size() < mostRows,
                            connection.source().microsFor(all.size() / 2),
                            mark().orElse("0"));
                });
    }

    private Optional<String> mark() {
        return Optional.of(String.valueOf(table().writes()))
                .filter(mark -> connection.source().tellsWritten());
    }

    @Override
    public boolean isInBlocks() {
        return home == Home.HASH;
    }

    @Override
    public Future<BlockSums> sumBlocks(Blocks blocks) {
        return connection.ask(
                () -> {
                    Map<Long, RangeSum> sums = new HashMap<>();
                    Map<Long, Long> digests = digestsOf(columns().in(blocks));
                    digests.forEach(
                            (key, digest) ->
                                    sums.merge(
                                            home.numberOf(key),
                                            RangeSum.NONE.plus(digest),
                                            RangeSum::plus));
                    return new BlockSums(
                            sums, table().blocks(), connection.source().microsFor(digests.size()));
                });
    }

    @Override
    public Future<BlockRows> readBlocks(
            Blocks blocks, Optional<String> since, long readAt, int mostRows) {
        return connection.ask(
                () ->
                        new BlockRows(
                                page(columns().in(blocks), readAt, 0, mostRows),
                                table().blocks(),
                                Optional.empty()));
    }

    @Override
    public Future<OptionalLong> lowestKey(long from) {
        return connection.ask(
                () -> {
                    Long key = table().rows().ceilingKey(from);
                    return key == null ? OptionalLong.empty() : OptionalLong.of(key);
                });
    }

    @Override
    public Future<OptionalLong> highestKey() {
        return connection.ask(this::highest);
    }

    @Override
    public Future<Hints> hints() {
        return connection.ask(
                () -> {
                    InMemoryTable table = table();
                    return new Hints(
                            table.identity(),
                            table.updated() + (home == Home.HASH ? table.inserted() : 0),
                            table.deleted(),
                            table.isCounted(),
                            highest());
                });
    }

    @Override
    public Future<Void> verify() {
        return connection.ask(
                () -> {
                    columns();
                    return null;
                });
    }

    @Override
    public TableFacts facts() {
        return TableFacts.NOTHING_LEFT_OUT;
    }

    /** The table, as far as its columns are not needed. */
    private InMemoryTable table() {
        InMemoryTable found =
                connection
                        .source()
                        .find(definition.name())
                        .orElseThrow(() -> drifted("there is no table " + definition.name()));
        if (connection.source().faults().isLocked()) {
            throw InMemoryFaults.unreachable(connection.name(), "the table is locked");
        }
        return found;
    }

    /** The table; fails where it is not what its definition says. */
    InMemoryTable columns() {
        InMemoryTable found = table();
        for (String column : columnNames) {
            if (found.isWithout(column)) {
                throw drifted("table %s has no column %s".formatted(definition.name(), column));
            }
        }
        return found;
    }

    private RuntimeException drifted(String what) {
        return InMemoryFaults.drifted(connection.name(), what);
    }

    private OptionalLong highest() {
        InMemoryTable table = table();
        return home == Home.HASH || table.rows().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(table.rows().lastKey());
    }

    /** A view, in the order of keys. */
    private Map<Long, String> within(KeyRange range) {
        return columns().rows().subMap(range.low(), true, range.high(), true);
    }

    private Map<Long, Long> digestsOf(Map<Long, String> rows) {
        if (connection.source().faults().isTooMuch(rows.size())) {
            throw InMemoryFaults.tooSlow(connection.name());
        }
        Map<Long, Long> digests = new LinkedHashMap<>();
        rows.forEach(
                (key, value) -> {
                    if (connection.source().faults().isSlow(key)) {
                        throw InMemoryFaults.tooSlow(connection.name());
                    }
                    digests.put(key, InMemoryTable.digest(key, value, meaning));
                });
        return digests;
    }

    private RowPage page(Map<Long, String> rows, long readAt, int looked, int mostRows) {
        Map<Long, Long> digests = digestsOf(rows);
        long[] keys = rows.keySet().stream().mapToLong(Long::longValue).toArray();
        long[] times = new long[keys.length];
        Arrays.fill(times, RowBlock.NO_TIME);
        String[][] values = new String[definition.columns().size()][keys.length];
        values[0] = rows.values().stream().map(InMemorySourceTable::cut).toArray(String[]::new);
        RowBlock block =
                new RowBlock(
                        columnNames,
                        readAt,
                        keys,
                        digests.values().stream().mapToLong(Long::longValue).toArray(),
                        times,
                        values);
        return new RowPage(
                block,
                keys.length >= mostRows,
                readAt,
                connection.source().microsFor(keys.length + looked / 10));
    }

    private static String cut(String value) {
        return value == null || value.length() <= ValueLimits.CUT_LENGTH
                ? value
                : value.substring(0, ValueLimits.CUT_LENGTH);
    }
}
