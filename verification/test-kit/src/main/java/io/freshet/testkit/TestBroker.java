package io.freshet.testkit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * An AMQP broker that tests may use. Tests that share it keep apart by the names of their exchanges
 * and queues, see {@link #createBus(String)}.
 *
 * @param url its address with credentials
 * @param kind what it is
 * @param product its name and version, such as {@code RabbitMQ 3.10.8}
 */
public record TestBroker(String url, ServerKind kind, String product) {

    private static final int TIMEOUT_MILLIS = 5_000;

    /** Its host. */
    public String host() {
        return URI.create(url).getHost();
    }

    /** Its port. */
    public int port() {
        int port = URI.create(url).getPort();
        return port < 0 ? ConnectionFactory.DEFAULT_AMQP_PORT : port;
    }

    /**
     * Names for exchanges and queues that nobody else uses.
     *
     * @param prefix first part of the names: the module under test
     */
    public static String uniquePrefix(String prefix) {
        return "%s-%s"
                .formatted(
                        prefix.toLowerCase(Locale.ROOT),
                        UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    /**
     * Exchanges and queues of one test's own, which the test or the services that it runs declare.
     *
     * @param prefix first part of the names: the module under test
     * @return their names; when it is closed, or when this process ends, they are deleted
     */
    public TestBus createBus(String prefix) {
        return new TestBus(this, new BusTopology(uniquePrefix(prefix)));
    }

    /**
     * Connects, without recovery of lost connections.
     *
     * @throws IOException when it does not answer within some seconds, or refuses
     */
    public Connection connect() throws IOException {
        return connect(url);
    }

    static Connection connect(String url) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        factory.setAutomaticRecoveryEnabled(false);
        try {
            factory.setUri(url);
            return factory.newConnection("freshet-tests");
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + TIMEOUT_MILLIS + " ms", e);
        } catch (GeneralSecurityException | URISyntaxException e) {
            throw new IOException("no usable broker address", e);
        }
    }

    /** One line for people: product, version, address and kind. */
    public String description() {
        return "%s at %s:%d (%s)".formatted(product, host(), port(), kind);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return description();
    }
}
