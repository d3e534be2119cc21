package io.freshet.runtime.broker;

import io.freshet.configuration.BrokerUrl;
import io.vertx.rabbitmq.RabbitMQOptions;

/**
 * What a broker's URL means to a client of Vert.x, as channels of messages have it. Only for
 * services that have such a client: whoever loads this class needs it.
 */
public final class ChannelAccess {

    private ChannelAccess() {}

    /**
     * Has a client sign in with the password as it stands in its file when a connection is made,
     * where it is in one, and encrypt as {@link BrokerAccess#secure} says. Blocks where files are
     * to be read.
     *
     * @throws io.freshet.tls.TlsFileException if files cannot be used
     */
    public static void apply(RabbitMQOptions options, BrokerUrl broker) {
        BrokerAccess.secure(options, broker);
        if (broker.password().file().isPresent()) {
            options.setCredentialsProvider(BrokerAccess.credentials(broker));
        }
    }
}
