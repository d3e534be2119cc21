package io.freshet.poller.source.file;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.SourceState;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.RowDigests;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.source.file.FileRows.FileRow;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A table of a source that is made of files. It is held in memory, and renewed when it is verified
 * and the files have changed. To be used from the connection's Vert.x context.
 */
final class FileTable implements SourceTable {

    private final String source;
    private final TableDefinition definition;
    private final FileContent content;
    private FileRows rows;
    private long readings;

    /**
     * @param source the source's name, for messages
     */
    FileTable(String source, TableDefinition definition, FileContent content) {
        this.source = source;
        this.definition = definition;
        this.content = content;
    }

    @Override
    public Future<Void> verify() {
        return content.changed().recover(this::explained).map(this::take);
    }

    private Void take(Optional<FileRows> changed) {
        changed.ifPresent(
                now -> {
                    rows = now;
                    readings++;
                });
        return null;
    }

    private Future<Optional<FileRows>> explained(Throwable error) {
        if (error instanceof SourceProblem) {
            return Future.failedFuture(error);
        }
        String sentence =
                "source %s: table %s: %s".formatted(source, definition.name(), error.getMessage());
        return Future.failedFuture(
                error instanceof FileProblem
                        ? new SourceProblem(SourceState.DRIFTED, sentence, error)
                                .ofTable(
                                        "the file of table %s cannot be read as it is declared; the poller's log says why"
                                                .formatted(definition.name()))
                        : new SourceProblem(SourceState.CATCHING_UP, sentence, error));
    }

    @Override
    public TableDefinition definition() {
        return definition;
    }

    @Override
    public Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows) {
        TreeMap<Long, FileRow> found = new TreeMap<>();
        for (KeyRange range : ranges) {
            for (Map.Entry<Long, FileRow> row : within(range).entrySet()) {
                if (found.size() == mostRows) {
                    return Future.succeededFuture(page(found, readAt, true));
                }
                found.put(row.getKey(), row.getValue());
            }
        }
        return Future.succeededFuture(page(found, readAt, false));
    }

    @Override
    public Future<RowPage> readRange(KeyRange range, long readAt) {
        return Future.succeededFuture(page(within(range), readAt, false));
    }

    @Override
    public Future<RowPage> readKeys(Collection<Long> keys, long readAt) {
        Map<Long, FileRow> found = new TreeMap<>();
        for (long key : keys) {
            FileRow row = rows().byKey().get(key);
            if (row != null) {
                found.put(key, row);
            }
        }
        return Future.succeededFuture(page(found, readAt, false));
    }

    @Override
    public Future<RangeSums> sumRanges(KeyRange keys) {
        Map<Long, RangeSum> sums = new HashMap<>();
        within(keys)
                .forEach(
                        (key, row) ->
                                sums.merge(
                                        home().partOf(key),
                                        RangeSum.NONE.plus(row.digest()),
                                        RangeSum::plus));
        return Future.succeededFuture(
                new RangeSums(home(), sums, PollerLimits.FILE_ANSWER_MICROS, Optional.empty()));
    }

    @Override
    public Future<RowDigests> digests(List<KeyRange> ranges) {
        Map<Long, Long> digests = new HashMap<>();
        ranges.forEach(
                range -> within(range).forEach((key, row) -> digests.put(key, row.digest())));
        return Future.succeededFuture(new RowDigests(digests, PollerLimits.FILE_ANSWER_MICROS));
    }

    @Override
    public Future<Map<Long, String>> names(Collection<Long> keys) {
        Map<Long, String> names = new HashMap<>(rows().names());
        names.keySet().retainAll(keys);
        return Future.succeededFuture(names);
    }

    @Override
    public Future<OptionalLong> lowestKey(long from) {
        Long key = rows().byKey().ceilingKey(from);
        return Future.succeededFuture(key == null ? OptionalLong.empty() : OptionalLong.of(key));
    }

    @Override
    public Future<OptionalLong> highestKey() {
        return Future.succeededFuture(highest());
    }

    private OptionalLong highest() {
        return home() == Home.HASH || rows().byKey().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rows().byKey().lastKey());
    }

    @Override
    public Future<Hints> hints() {
        return Future.succeededFuture(new Hints(0, readings, 0, true, highest()));
    }

    @Override
    public TableFacts facts() {
        return rows().facts();
    }

    private FileRows rows() {
        return rows;
    }

    private Home home() {
        return definition.home();
    }

    private Map<Long, FileRow> within(KeyRange range) {
        return rows().byKey().subMap(range.low(), true, range.high(), true);
    }

    private RowPage page(Map<Long, FileRow> rows, long readAt, boolean more) {
        long[] times = new long[rows.size()];
        Arrays.fill(times, RowBlock.NO_TIME);
        String[][] values = new String[definition.columns().size()][];
        for (int column = 0; column < values.length; column++) {
            int index = column;
            values[column] =
                    rows.values().stream()
                            .map(row -> row.values().get(index))
                            .toArray(String[]::new);
        }
        RowBlock block =
                new RowBlock(
                        definition.columnNames(),
                        readAt,
                        rows.keySet().stream().mapToLong(Long::longValue).toArray(),
                        rows.values().stream().mapToLong(FileRow::digest).toArray(),
                        times,
                        values);
        return new RowPage(block, more, readAt, PollerLimits.FILE_ANSWER_MICROS);
    }
}
