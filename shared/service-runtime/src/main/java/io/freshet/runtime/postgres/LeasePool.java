package io.freshet.runtime.postgres;

import io.freshet.configuration.FreshetConfig;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import jakarta.inject.Singleton;

/** For the poller's pool for leases. */
@Singleton
@ReactiveDataSource("leases")
final class LeasePool extends WarehousePools {

    LeasePool(FreshetConfig config) {
        super(config);
    }
}
