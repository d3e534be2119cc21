package io.freshet.charts.refresh;

import io.freshet.configuration.FreshetConfig;
import io.freshet.runtime.broker.ChannelAccess;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Encrypts the connection that statuses come in by, and signs in as the broker's URL says. */
@Singleton
final class StatusInboxOptions implements ClientCustomizer<RabbitMQOptions> {

    private final FreshetConfig config;

    StatusInboxOptions(FreshetConfig config) {
        this.config = config;
    }

    @Override
    public RabbitMQOptions customize(String channel, Config settings, RabbitMQOptions options) {
        config.broker().ifPresent(broker -> ChannelAccess.apply(options, broker));
        return options;
    }
}
