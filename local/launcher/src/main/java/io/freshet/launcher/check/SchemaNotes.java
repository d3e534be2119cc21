package io.freshet.launcher.check;

import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.warehouse.layout.SchemaSql;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Says how the schemas of sources' tables last changed, as far as pollers have recorded it. */
final class SchemaNotes {

    private static final long LIMIT_SECONDS = 10;

    private final Vertx vertx;
    private final WarehouseConfig warehouse;

    SchemaNotes(Vertx vertx, WarehouseConfig warehouse) {
        this.vertx = vertx;
        this.warehouse = warehouse;
    }

    /** Adds a note for each table whose schema has changed; blocks for some seconds at the most. */
    void add(List<SourceConfig> sources, CheckReport report) {
        String[] names = sources.stream().map(SourceConfig::name).toArray(String[]::new);
        Pool pool = Databases.warehouse(vertx, warehouse);
        try {
            for (Row row :
                    pool.preparedQuery(SchemaSql.CHANGED)
                            .execute(Tuple.of((Object) names))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                            .join()) {
                report.note(
                        "source " + row.getString(0),
                        "the schema of table %s is version %d since %s (%s): %s"
                                .formatted(
                                        row.getString(1),
                                        row.getInteger(2),
                                        row.getOffsetDateTime(3).toInstant(),
                                        row.getString(4),
                                        row.getString(5)));
            }
        } catch (CompletionException e) {
            // A warehouse that no aggregator has made ready knows of no schemas, which is well.
        } finally {
            pool.close();
        }
    }
}
