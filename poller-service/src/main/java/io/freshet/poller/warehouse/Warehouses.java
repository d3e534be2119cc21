package io.freshet.poller.warehouse;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the ways to the warehouse. */
final class Warehouses {

    /**
     * The name of the connections that only leases go over: those that read what is held may all be
     * taken, and a lease is renewed in time all the same.
     */
    static final String LEASES = "leases";

    private Warehouses() {}

    @Produces
    @Singleton
    static Warehouse forAll(Vertx vertx, Pool pool) {
        return new Warehouse(vertx, pool);
    }

    @Produces
    @Singleton
    @ReactiveDataSource(LEASES)
    static Warehouse forLeases(Vertx vertx, @ReactiveDataSource(LEASES) Pool pool) {
        return new Warehouse(vertx, pool);
    }
}
