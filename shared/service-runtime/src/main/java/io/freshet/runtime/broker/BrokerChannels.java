package io.freshet.runtime.broker;

import com.rabbitmq.client.ConnectionFactory;
import io.freshet.configuration.BrokerUrl;
import io.freshet.tls.TlsFileException;
import java.io.IOException;
import java.time.Duration;

/**
 * What a broker's URL means to RabbitMQ's own client; apart from {@link BrokerAccess}, as services
 * that use this one only have no client of Vert.x. An encrypted connection is made only to whom the
 * configured authorities, or else Java's, vouch for, by the name that the URL has.
 */
public final class BrokerChannels {

    private BrokerChannels() {}

    /**
     * Makes connections that do not reconnect by themselves. Blocks where files are to be read.
     *
     * @param connect how long connecting may take
     * @throws IOException if files for an encrypted connection cannot be used; its text says which
     */
    public static ConnectionFactory factory(BrokerUrl broker, Duration connect) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.username());
        factory.setPassword(broker.password().value());
        factory.setVirtualHost(broker.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout((int) connect.toMillis());
        if (broker.tls()) {
            try {
                factory.useSslProtocol(broker.files().context());
            } catch (TlsFileException e) {
                throw new IOException(e.getMessage(), e);
            }
            factory.enableHostnameVerification();
        }
        return factory;
    }
}
