package io.freshet.launcher.check;

import io.freshet.configuration.WarehouseConfig;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.runtime.postgres.DatabaseConnector;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/** Connects to the warehouse as the services do. */
public final class Databases {

    private Databases() {}

    /** A pool of four connections; closed with its Vert.x. */
    public static Pool warehouse(Vertx vertx, WarehouseConfig warehouse) {
        DatabaseConnector connector =
                new DatabaseConnector(
                        vertx,
                        DatabaseAccess.of(warehouse),
                        new PgConnectOptions().setConnectTimeout(5_000));
        return PgBuilder.pool()
                .using(vertx)
                .with(new PoolOptions().setMaxSize(4).setConnectionTimeout(5))
                .connectingTo(() -> connector.options().map(made -> made))
                .build();
    }
}
