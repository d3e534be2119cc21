package io.freshet.runtime.postgres;

import io.freshet.configuration.FreshetConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes pools whose every connection is encrypted, verified and signed in as the warehouse's URL
 * says at that moment. Pools of other databases are made as they always are.
 */
abstract class WarehousePools implements PgPoolCreator {

    private final FreshetConfig config;

    WarehousePools(FreshetConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> made = input.pgConnectOptionsList();
        Supplier<Future<PgConnectOptions>> next =
                config.warehouse()
                        .flatMap(warehouse -> DatabaseAccess.leadingTo(warehouse, made.get(0)))
                        .map(access -> new DatabaseConnector(input.vertx(), access, made.get(0)))
                        .<Supplier<Future<PgConnectOptions>>>map(one -> one::options)
                        .orElseGet(() -> () -> Future.succeededFuture(made.get(0)));
        return PgDriver.INSTANCE.createPool(input.vertx(), next, input.poolOptions());
    }
}
