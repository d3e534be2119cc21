package io.freshet.runtime.broker;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.DefaultCredentialsProvider;
import io.freshet.configuration.BrokerUrl;
import io.freshet.tls.TlsFileException;
import io.freshet.tls.WatchedTrust;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.time.Duration;

/**
 * What a broker's URL means to the clients that connect to it. An encrypted connection is made only
 * to whom the configured authorities, or else Java's, vouch for, by the name that the URL has.
 * Knows no client of Vert.x for RabbitMQ, which not every service has: {@link ChannelAccess} does.
 */
public final class BrokerAccess {

    /** The client itself would wait for ten minutes. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    private BrokerAccess() {}

    /**
     * Makes connections that do not reconnect by themselves, and on which a question that is not
     * answered within 20 seconds fails. Blocks where files are to be read.
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
        factory.setChannelRpcTimeout((int) LONGEST_ANSWER.toMillis());
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

    /** The user, with the password as it stands in its file when a connection is made. */
    public static CredentialsProvider credentials(BrokerUrl broker) {
        return new DefaultCredentialsProvider(broker.username(), "") {
            @Override
            public String getPassword() {
                return broker.password().value();
            }
        };
    }

    /**
     * Encrypts what a client of Vert.x connects by, if the URL says so. Its client of RabbitMQ
     * compares no names by itself, so the trust does. Blocks where files are to be read.
     *
     * @throws TlsFileException if files cannot be used
     */
    public static void secure(NetClientOptions options, BrokerUrl broker) {
        if (!broker.tls()) {
            return;
        }
        options.setSsl(true)
                .setTrustAll(false)
                .setTrustOptions(TrustOptions.wrap(new WatchedTrust(broker.files(), true)));
        broker.files()
                .identity()
                .ifPresent(keys -> options.setKeyCertOptions(KeyCertOptions.wrap(keys)));
    }
}
