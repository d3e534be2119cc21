package io.freshet.runtime;

import io.freshet.configuration.FreshetConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the configuration injectable. */
@Singleton
final class ConfigurationProducer {

    @Produces
    @Singleton
    FreshetConfig configuration() {
        return LoadedConfiguration.load();
    }
}
