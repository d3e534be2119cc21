package io.freshet.simulator.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/**
 * The connections to one source: one for the ordinary work, and a few that hold late transactions.
 * They are opened when needed and closed when idle, because a server process that has seen a table
 * this wide is a large one. Thread-safe.
 */
final class SourceConnections {
    private static final int MOST_LATE = 3;
    private static final int IDLE_S = 30;
    private static final int WAIT_S = 10;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private Pool ordinary;
    private Pool late;

    SourceConnections(Vertx vertx, PgConnectOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    synchronized Pool ordinary() {
        if (ordinary == null) {
            ordinary = pool(1);
        }
        return ordinary;
    }

    synchronized Pool late() {
        if (late == null) {
            late = pool(MOST_LATE);
        }
        return late;
    }

    /** Closes all; they are opened again by the next use. */
    synchronized Uni<Void> close() {
        Pool first = ordinary;
        Pool second = late;
        ordinary = null;
        late = null;
        return close(first).chain(() -> close(second));
    }

    private static Uni<Void> close(Pool pool) {
        return pool == null ? Uni.createFrom().voidItem() : pool.close();
    }

    private Pool pool(int size) {
        PoolOptions limits =
                new PoolOptions()
                        .setMaxSize(size)
                        .setIdleTimeout(IDLE_S)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setConnectionTimeout(WAIT_S)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return Pool.newInstance(
                PgBuilder.pool().using(vertx).connectingTo(options).with(limits).build());
    }
}
