package io.freshet.launcher.check;

import io.freshet.configuration.WarehouseConfig;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/** Connects to the warehouse as the services do. */
public final class Databases {

    private Databases() {}

    /** A pool of four connections; closed with its Vert.x. */
    public static Pool warehouse(Vertx vertx, WarehouseConfig warehouse) {
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost(warehouse.url().host())
                        .setPort(warehouse.url().port())
                        .setDatabase(warehouse.url().database())
                        .setUser(warehouse.username())
                        .setPassword(warehouse.password().value())
                        .setConnectTimeout(5_000);
        warehouse.url().sslMode().ifPresent(mode -> options.setSslMode(SslMode.of(mode)));
        return PgBuilder.pool()
                .using(vertx)
                .with(new PoolOptions().setMaxSize(4).setConnectionTimeout(5))
                .connectingTo(options)
                .build();
    }
}
