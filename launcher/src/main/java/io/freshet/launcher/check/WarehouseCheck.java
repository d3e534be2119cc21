package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Tries the warehouse and the right to make schemas in it. */
final class WarehouseCheck {

    private static final String QUESTION =
            """
            select current_setting('server_version'),
                   has_database_privilege(current_database(), 'CREATE')
                     or exists (select from pg_namespace where nspname = 'freshet'
                                and has_schema_privilege(oid, 'CREATE'))
            """;

    private final Vertx vertx;
    private final FreshetConfig config;

    WarehouseCheck(Vertx vertx, FreshetConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    boolean run() {
        if (config.warehouse().isEmpty()) {
            Report.failed("warehouse", "section warehouse is missing; add warehouse.url");
            return false;
        }
        WarehouseConfig warehouse = config.warehouse().get();
        Pool pool = Databases.warehouse(vertx, warehouse);
        try {
            Row row =
                    pool.query(QUESTION)
                            .execute()
                            .map(rows -> rows.iterator().next())
                            .toCompletionStage()
                            .toCompletableFuture()
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join();
            if (!row.getBoolean(1)) {
                Report.failed(
                        "warehouse",
                        "%s: %s may not make schemas; grant CREATE on database %s to %s"
                                .formatted(
                                        warehouse.url(),
                                        warehouse.username(),
                                        warehouse.url().database(),
                                        warehouse.username()));
                return false;
            }
            Report.well("warehouse", warehouse.url() + ": PostgreSQL " + row.getString(0));
            return true;
        } catch (CompletionException e) {
            Report.failed(
                    "warehouse",
                    "%s: %s; check warehouse.url, username and password"
                            .formatted(warehouse.url(), e.getCause().getMessage()));
            return false;
        } finally {
            pool.close();
        }
    }
}
