package io.freshet.launcher.check;

import io.freshet.configuration.DatabaseTls.Mode;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries the warehouse and the right to make schemas in it. */
final class WarehouseRightsCheck {

    private static final long LIMIT_SECONDS = 10;

    private static final String QUESTION =
            """
            select current_setting('server_version'),
                   has_database_privilege(current_database(), 'CREATE')
                     or exists (select from pg_namespace where nspname = 'freshet'
                                and has_schema_privilege(oid, 'CREATE'))
            """;

    private final Vertx vertx;
    private final Optional<WarehouseConfig> warehouse;

    WarehouseRightsCheck(Vertx vertx, FreshetConfig config) {
        this.vertx = vertx;
        this.warehouse = config.warehouse();
    }

    /** Connects once; blocks for some seconds at the most. */
    CheckOutcome look() {
        if (warehouse.isEmpty()) {
            return new CheckOutcome.Wrong("section warehouse is missing; add warehouse.url");
        }
        Pool pool = Databases.warehouse(vertx, warehouse.get());
        try {
            Row row =
                    pool.query(QUESTION)
                            .execute()
                            .map(rows -> rows.iterator().next())
                            .toCompletionStage()
                            .toCompletableFuture()
                            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                            .join();
            return judge(warehouse.get(), row.getString(0), row.getBoolean(1));
        } catch (CompletionException e) {
            boolean encrypted = warehouse.get().url().tls().mode() != Mode.DISABLE;
            return explain(warehouse.get(), e.getCause())
                    .in(ConnectionStage.of(e.getCause()).told(encrypted));
        } finally {
            pool.close();
        }
    }

    private static CheckOutcome judge(
            WarehouseConfig warehouse, String version, boolean mayCreate) {
        if (mayCreate) {
            return new CheckOutcome.Well(warehouse.url() + ": PostgreSQL " + version);
        }
        return new CheckOutcome.Wrong(
                "%s: %s may not make schemas; grant CREATE on database %s to %s"
                        .formatted(
                                warehouse.url(),
                                warehouse.username(),
                                warehouse.url().database(),
                                warehouse.username()));
    }

    private static CheckOutcome explain(WarehouseConfig warehouse, Throwable error) {
        String who = warehouse.url().toString();
        if (error instanceof PgException refusal) {
            return explain(who, refusal);
        }
        if (error instanceof UnknownHostException) {
            return new CheckOutcome.Wrong(
                    who + ": there is no host of that name; check warehouse.url");
        }
        if (error instanceof ConnectException) {
            return new CheckOutcome.Silent(
                    who + ": nothing answers there; start the database or check warehouse.url");
        }
        if (error instanceof TimeoutException) {
            return new CheckOutcome.Silent(
                    who
                            + ": no answer in time; it hangs, or the network is cut;"
                            + " check warehouse.url");
        }
        return new CheckOutcome.Wrong(
                "%s: %s; check warehouse.url".formatted(who, error.getMessage()));
    }

    private static CheckOutcome explain(String who, PgException refusal) {
        String said = "%s: %s; ".formatted(who, refusal.getErrorMessage());
        return switch (String.valueOf(refusal.getSqlState())) {
            case "28P01", "28000" ->
                    new CheckOutcome.Wrong(
                            said + "check warehouse.username and warehouse.password");
            case "3D000" -> new CheckOutcome.Wrong(said + "create it, or check warehouse.url");
            case "57P01", "57P02", "57P03", "53300" ->
                    new CheckOutcome.Silent(said + "wait for it");
            default -> new CheckOutcome.Wrong(said + "SQL state " + refusal.getSqlState());
        };
    }
}
