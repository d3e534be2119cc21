package io.freshet.poller.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.runtime.broker.BrokerChannels;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * One connection to the broker with one channel, and what was published on it and not confirmed. A
 * message that no queue takes comes back and fails. Publishing is for one thread, which may be
 * blocked; what the broker answers comes on another.
 */
final class BrokerLink {

    // Many sources open at once: what was declared a moment ago need not be declared for each.
    private static final long DECLARE_NANOS = 200_000_000;

    private final FreshetConfig config;
    private final BusTopology topology;
    private volatile Connection connection;
    private volatile Channel channel;
    private volatile Unconfirmed unconfirmed = new Unconfirmed();
    private long declaredAt;

    BrokerLink(FreshetConfig config, BusTopology topology) {
        this.config = config;
        this.topology = topology;
    }

    /**
     * Connects where there is no connection, and makes exchange, queues and bindings where they are
     * missing.
     *
     * @throws IOException if the broker does not answer or refuses
     */
    void open() throws IOException {
        if (!isOpen()) {
            abort();
            connect();
            declaredAt = System.nanoTime() - 2 * DECLARE_NANOS;
        }
        long now = System.nanoTime();
        if (now - declaredAt > DECLARE_NANOS) {
            new TopologyDeclaration(topology).declare(connection);
            declaredAt = now;
        }
    }

    private void connect() throws IOException {
        BrokerUrl broker =
                config.broker()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "no broker is configured; give its url under"
                                                        + " broker"));
        try {
            ConnectionFactory factory =
                    BrokerChannels.factory(
                            broker, Duration.ofMillis(PollerLimits.BROKER_CONNECT_MILLIS));
            factory.setRequestedHeartbeat(PollerLimits.BROKER_HEARTBEAT_SECONDS);
            connection = factory.newConnection("freshet-poller");
            Unconfirmed fresh = new Unconfirmed();
            Channel opened = connection.createChannel();
            opened.confirmSelect();
            opened.addConfirmListener(fresh::confirmed, fresh::refused);
            opened.addReturnListener(fresh::returned);
            opened.addShutdownListener(signal -> fresh.lost(reason(signal)));
            unconfirmed = fresh;
            channel = opened;
        } catch (TimeoutException e) {
            throw new IOException("%s: %s".formatted(broker, e), e);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(broker, e.getMessage()), e);
        }
    }

    /**
     * Publishes.
     *
     * @param promise completes once the broker has confirmed, fails once it is known that it will
     *     not
     * @throws IOException if there is no connection
     */
    void publish(String key, AMQP.BasicProperties properties, byte[] body, Promise<Void> promise)
            throws IOException {
        if (!isOpen()) {
            throw new IOException("the connection to the broker was lost");
        }
        long number = channel.getNextPublishSeqNo();
        unconfirmed.add(number, promise);
        channel.basicPublish(
                topology.changesExchange(),
                key,
                true,
                properties.builder().messageId(Long.toString(number)).build(),
                body);
    }

    boolean isOpen() {
        Channel current = channel;
        return current != null && current.isOpen();
    }

    /** Closes the connection without a word; whatever is unconfirmed fails. */
    void abort() {
        Connection current = connection;
        connection = null;
        channel = null;
        if (current != null) {
            current.abort(0);
        }
        unconfirmed.lost("the connection to the broker was closed");
    }

    private static String reason(ShutdownSignalException signal) {
        return "the connection to the broker was lost: " + signal.getMessage();
    }
}
