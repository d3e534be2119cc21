package io.freshet.runtime.broker;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.DefaultCredentialsProvider;
import io.freshet.configuration.BrokerUrl;
import io.freshet.tls.WatchedTrust;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.rabbitmq.RabbitMQOptions;

/**
 * What a broker's URL means to the clients of Vert.x that connect to it. An encrypted connection is
 * made only to whom the configured authorities, or else Java's, vouch for, by the name that the URL
 * has.
 */
public final class BrokerAccess {

    private BrokerAccess() {}

    /**
     * Has a client of Vert.x sign in with the password as it stands in its file when a connection
     * is made, where it is in one, and encrypt as {@link #secure} says. Blocks where files are to
     * be read.
     *
     * @throws io.freshet.tls.TlsFileException if files cannot be used
     */
    public static void apply(RabbitMQOptions options, BrokerUrl broker) {
        secure(options, broker);
        if (broker.password().file().isPresent()) {
            options.setCredentialsProvider(credentials(broker));
        }
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
     * @throws io.freshet.tls.TlsFileException if files cannot be used
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
