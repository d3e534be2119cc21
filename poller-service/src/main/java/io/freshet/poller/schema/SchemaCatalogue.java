package io.freshet.poller.schema;

import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.warehouse.Warehouse;
import io.freshet.warehouse.layout.SchemaSql;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Records every schema of a source's table in the warehouse, as versions. What cannot be recorded
 * is recorded when the table is looked at next.
 */
@Singleton
public class SchemaCatalogue implements SchemaListener {

    private static final Logger LOG = Logger.getLogger(SchemaCatalogue.class);

    private final Warehouse warehouse;
    private final MeterRegistry registry;
    private final Map<Place, Long> known = new ConcurrentHashMap<>();

    /**
     * Those of one table are recorded one after the other, in the order in which they were seen.
     */
    private final Map<Place, Future<Void>> recording = new ConcurrentHashMap<>();

    private record Place(String source, String table) {}

    public SchemaCatalogue(Warehouse warehouse, MeterRegistry registry) {
        this.warehouse = warehouse;
        this.registry = registry;
    }

    @Override
    public boolean isNew(String source, String table, long digest) {
        return !Long.valueOf(digest).equals(known.get(new Place(source, table)));
    }

    @Override
    public void seen(String source, TableDefinition table, long digest, SourceSchema schema) {
        Place place = new Place(source, table.name());
        known.put(place, digest);
        recording
                .compute(
                        place,
                        (same, before) ->
                                before == null
                                        ? record(source, table, schema)
                                        : before.otherwiseEmpty()
                                                .compose(done -> record(source, table, schema)))
                .onFailure(
                        error -> {
                            known.remove(place);
                            LOG.debugf(
                                    "The schema of table %s of source %s is not recorded yet: %s",
                                    table.name(), source, error.getMessage());
                        });
    }

    /** Completes when it is recorded, or was before. */
    Future<Void> record(String source, TableDefinition table, SourceSchema schema) {
        return warehouse
                .query(SchemaSql.LATEST, Tuple.of(source, table.name()))
                .compose(
                        rows -> {
                            Iterator<Row> row = rows.iterator();
                            if (!row.hasNext()) {
                                return add(source, table, 1, schema, SchemaChange.first(schema));
                            }
                            Row latest = row.next();
                            SourceSchema before = SourceSchema.of((JsonArray) latest.getJson(1));
                            return before.equals(schema)
                                    ? Future.succeededFuture()
                                    : add(
                                            source,
                                            table,
                                            latest.getInteger(0) + 1,
                                            schema,
                                            SchemaChange.between(before, schema, table));
                        });
    }

    private Future<Void> add(
            String source,
            TableDefinition table,
            int version,
            SourceSchema schema,
            SchemaChange change) {
        return warehouse
                .query(
                        SchemaSql.ADD,
                        Tuple.of(
                                source,
                                table.name(),
                                version,
                                schema.toJson(),
                                change.severity().text(),
                                change.sentence()))
                .onSuccess(
                        rows -> {
                            // None where another poller was first, or the source is not registered.
                            if (rows.rowCount() > 0) {
                                tell(source, table, version, change);
                            }
                        })
                .mapEmpty();
    }

    private void tell(String source, TableDefinition table, int version, SchemaChange change) {
        registry.counter(
                        "freshet.source.schema.changes",
                        "source",
                        source,
                        "severity",
                        change.severity().text())
                .increment();
        if (change.severity() != SchemaChange.Severity.FIRST) {
            LOG.infof(
                    "%s: table %s has another schema, version %d (%s): %s",
                    source, table.relation(), version, change.severity().text(), change.sentence());
        }
    }
}
