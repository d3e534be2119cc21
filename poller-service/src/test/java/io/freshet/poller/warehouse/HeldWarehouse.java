package io.freshet.poller.warehouse;

import io.freshet.events.TableId;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A warehouse on a real server with one source, whose table holds nothing at first. */
final class HeldWarehouse implements AutoCloseable {

    static final TableId TABLE = new TableId("pisa", "responses");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    final TestDatabase database = TestServers.postgres().createDatabase("poller_warehouse");
    final OwnedSource source;
    final WarehouseHeldState held;
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase.Login poller;
    private final Pool pool;

    HeldWarehouse() {
        WarehouseRights rights = WarehouseRights.of(database);
        WarehouseMigration.run(rights.owner());
        rights.give();
        rights.execute(
                "create table pisa.responses (source_id int, row_key bigint, row_digest bigint,"
                        + " row_time timestamptz, primary key (source_id, row_key))",
                "insert into freshet.source (id, name, pipeline, attributes)"
                        + " overriding system value values (1, 'fra', 'pisa', '{}')",
                "insert into freshet.applied (source_id, fence, sequence, version)"
                        + " values (1, 1, 0, 1)");
        poller = rights.login("poller");
        source = OwnedSources.named(1, "fra");
        pool = pool("poller");
        Warehouse warehouse = new Warehouse(vertx, pool);
        held = new WarehouseHeldState(warehouse, leases(pool), new TableMarks(warehouse));
    }

    /** Sessions of one more poller. */
    Pool pool(String application) {
        return PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri(database.url())
                                .setUser(poller.username())
                                .setPassword(poller.password())
                                .addProperty("application_name", application))
                .using(vertx)
                .build();
    }

    /** The warehouse as a poller asks it. */
    Warehouse asked() {
        return new Warehouse(vertx, pool);
    }

    /** The leases as one more poller sees them, which has these sessions. */
    Leases leases(Pool pool) {
        return new WarehouseLeases(new Warehouse(vertx, pool));
    }

    /**
     * Holds rows, and the checksums of their ranges.
     *
     * @param keys a query for their keys, under the name {@code key}
     */
    void hold(String keys) {
        database.execute(
                "insert into pisa.responses (source_id, row_key, row_digest)"
                        + " select 1, key, key from (%s) as keys".formatted(keys),
                "delete from freshet.key_range",
                "insert into freshet.key_range (source_id, table_name, range_number, rows, digest,"
                        + " version) select 1, 'responses', row_key >> 10, count(*), 0, 1"
                        + " from pisa.responses where source_id = 1 group by 3",
                "analyze pisa.responses");
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
        database.close();
    }
}
