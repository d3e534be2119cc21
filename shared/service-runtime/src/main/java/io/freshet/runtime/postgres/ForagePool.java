package io.freshet.runtime.postgres;

import io.freshet.configuration.FreshetConfig;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import jakarta.inject.Singleton;

/** For the dashboard's pool for accounts. */
@Singleton
@ReactiveDataSource("forage")
final class ForagePool extends WarehousePools {

    ForagePool(FreshetConfig config) {
        super(config);
    }
}
