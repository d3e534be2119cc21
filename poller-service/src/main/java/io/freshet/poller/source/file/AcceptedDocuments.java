package io.freshet.poller.source.file;

import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.warehouse.layout.DocumentSql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The documents of a place that were accepted, which are kept in the warehouse. Of rows with the
 * same key that of the document whose name comes last counts, whenever it came.
 */
final class AcceptedDocuments implements FileContent {

    /** A document that was read, by its number. */
    private record Accepted(String name, FileRows rows) {}

    private final Vertx vertx;
    private final Pool warehouse;
    private final String place;
    private final JsonRows reading;
    private final long meaning;
    private Map<Long, Accepted> known = Map.of();
    private boolean first = true;

    /**
     * @param meaning seeds every digest
     */
    AcceptedDocuments(Vertx vertx, Pool warehouse, TableDefinition table, long meaning) {
        this.vertx = vertx;
        this.warehouse = warehouse;
        this.place = ((TableOrigin.Json) table.origin()).place();
        this.reading = new JsonRows(table);
        this.meaning = meaning;
    }

    @Override
    public Future<Optional<FileRows>> changed() {
        return query(DocumentSql.NUMBERS, Tuple.of(place)).compose(this::compare);
    }

    private Future<Optional<FileRows>> compare(RowSet<Row> numbers) {
        Set<Long> now = new HashSet<>();
        numbers.forEach(row -> now.add(row.getLong(0)));
        if (!first && now.equals(known.keySet())) {
            return Future.succeededFuture(Optional.empty());
        }
        Map<Long, Accepted> kept = new HashMap<>(known);
        kept.keySet().retainAll(now);
        List<Long> unread = now.stream().filter(number -> !kept.containsKey(number)).toList();
        return read(unread, 0, kept)
                .map(
                        read -> {
                            known = kept;
                            first = false;
                            Map<String, FileRows> byName = new TreeMap<>();
                            kept.values().forEach(each -> byName.put(each.name, each.rows));
                            return Optional.of(FileRows.together(byName.values()));
                        });
    }

    private Future<Void> read(List<Long> unread, int from, Map<Long, Accepted> into) {
        if (from >= unread.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(unread.size(), from + PollerLimits.DOCUMENTS_AT_ONCE);
        Long[] numbers = unread.subList(from, to).toArray(Long[]::new);
        return query(DocumentSql.CONTENT, Tuple.of(place, (Object) numbers))
                .compose(rows -> vertx.executeBlocking(() -> parsed(rows)))
                .compose(
                        read -> {
                            into.putAll(read);
                            return read(unread, to, into);
                        });
    }

    private Map<Long, Accepted> parsed(RowSet<Row> rows) throws FileProblem {
        Map<Long, Accepted> read = new HashMap<>();
        for (Row row : rows) {
            JsonRows.Document document =
                    new JsonRows.Document(row.getString(1), row.getLocalDate(2), row.getString(3));
            read.put(
                    row.getLong(0), new Accepted(document.name(), reading.read(document, meaning)));
        }
        return read;
    }

    private Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return warehouse
                .preparedQuery(sql)
                .execute(parameters)
                .timeout(PollerLimits.WAREHOUSE_STATEMENT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
