package io.freshet.runtime.postgres;

import io.freshet.configuration.FreshetConfig;
import jakarta.inject.Singleton;

/** For the pool that most statements use. */
@Singleton
final class DefaultPool extends WarehousePools {

    DefaultPool(FreshetConfig config) {
        super(config);
    }
}
