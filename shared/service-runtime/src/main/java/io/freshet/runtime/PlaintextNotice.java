package io.freshet.runtime;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Says at the start what is reached over a network in plain text. */
@Singleton
final class PlaintextNotice {

    private static final Logger LOG = Logger.getLogger(PlaintextNotice.class);
    private static final int NAMED = 5;

    void say(@Observes StartupEvent started, FreshetConfig config) {
        config.broker()
                .ifPresent(
                        broker ->
                                broker.concern()
                                        .ifPresent(
                                                concern ->
                                                        LOG.warnf(
                                                                "The broker %s %s",
                                                                broker, concern)));
        config.warehouse()
                .ifPresent(
                        warehouse ->
                                warehouse
                                        .url()
                                        .concern()
                                        .ifPresent(
                                                concern ->
                                                        LOG.warnf(
                                                                "The warehouse %s %s",
                                                                warehouse.url(), concern)));
        List<SourceConfig> plain =
                config.sources().stream()
                        .filter(source -> source.url().concern().isPresent())
                        .toList();
        plain.stream()
                .limit(NAMED)
                .forEach(
                        source ->
                                LOG.warnf(
                                        "Source %s (%s) %s",
                                        source.name(),
                                        source.url(),
                                        source.url().concern().orElseThrow()));
        if (plain.size() > NAMED) {
            LOG.warnf("And %d further sources likewise", plain.size() - NAMED);
        }
    }
}
