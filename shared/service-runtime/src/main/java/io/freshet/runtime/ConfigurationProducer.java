package io.freshet.runtime;

import io.freshet.configuration.FreshetConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the configuration injectable. */
@Singleton
final class ConfigurationProducer {

    private static final Logger LOG = Logger.getLogger(ConfigurationProducer.class);

    @Produces
    @Singleton
    FreshetConfig configuration() {
        return LoadedConfiguration.load(
                leftOut ->
                        LOG.errorf(
                                "A pipeline definition is left out, and so are the sources that go"
                                        + " by it; the others run. Mend it and start again: %s",
                                leftOut.getMessage()));
    }
}
