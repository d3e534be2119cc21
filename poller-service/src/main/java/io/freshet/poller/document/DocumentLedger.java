package io.freshet.poller.document;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.warehouse.Warehouse;
import io.freshet.warehouse.layout.DocumentSql;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What became of the documents of one place, in the warehouse: what it says outlives every process,
 * and of several pollers one accepts a document. For threads that may be blocked.
 */
final class DocumentLedger {

    /**
     * A document that was dealt with.
     *
     * @param tag which one it was
     * @param accepted whether it counts; else it was set aside
     * @param bytes of its content
     */
    record Known(String tag, boolean accepted, long bytes) {}

    private final Pool warehouse;
    private final String place;

    DocumentLedger(Pool warehouse, String place) {
        this.warehouse = warehouse;
        this.place = place;
    }

    /** All that were dealt with, by name. */
    Map<String, Known> known() throws PlaceException {
        Map<String, Known> known = new HashMap<>();
        for (Row row : query(DocumentSql.KNOWN, Tuple.of(place))) {
            known.put(
                    row.getString(0),
                    new Known(row.getString(1), row.getBoolean(2), row.getInteger(3)));
        }
        return known;
    }

    /** Accepts a document; whether it was this call that did. */
    boolean accept(FoundDocument found, String content) throws PlaceException {
        return query(DocumentSql.ACCEPT, parameters(found, content)).rowCount() > 0;
    }

    /** Sets a document aside. */
    void setAside(FoundDocument found, String reason) throws PlaceException {
        query(DocumentSql.SET_ASIDE, parameters(found, reason));
    }

    private Tuple parameters(FoundDocument found, String last) {
        return Tuple.of(place, found.name(), found.day(), found.tag(), last);
    }

    private RowSet<Row> query(String sql, Tuple parameters) throws PlaceException {
        try {
            return warehouse
                    .preparedQuery(sql)
                    .execute(parameters)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PollerLimits.WAREHOUSE_STATEMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PlaceException(
                    Warehouse.isUnfinished(e.getCause())
                            ? "waiting for the aggregator to make Freshet's tables in the warehouse"
                            : "the warehouse: " + e.getCause().getMessage(),
                    e);
        } catch (TimeoutException e) {
            throw new PlaceException("the warehouse gives no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlaceException("ended", e);
        }
    }
}
