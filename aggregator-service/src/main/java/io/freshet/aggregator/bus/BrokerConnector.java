package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.runtime.broker.BrokerChannels;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Connects to the broker, and makes there what must be there. Thread-safe; blocks. */
@Singleton
public class BrokerConnector {

    private static final Logger LOG = Logger.getLogger(BrokerConnector.class);

    private final FreshetConfig config;
    private final BusTopology topology;

    BrokerConnector(
            FreshetConfig config,
            @ConfigProperty(name = "freshet.bus.prefix", defaultValue = "freshet") String prefix) {
        this.config = config;
        this.topology = new BusTopology(prefix);
    }

    /** Names of exchanges and queues. */
    BusTopology topology() {
        return topology;
    }

    /**
     * A new connection, which does not reconnect by itself: a message must be acknowledged on the
     * channel that it came on or not at all, and that is plain only where channels are never
     * replaced behind one's back.
     *
     * @throws IOException if the broker does not answer or refuses
     */
    Connection connect(String name) throws IOException {
        BrokerUrl broker =
                config.broker()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "no broker is configured; give its url under broker"));
        try {
            ConnectionFactory factory =
                    BrokerChannels.factory(broker, AggregatorLimits.BROKER_CONNECT);
            factory.setRequestedHeartbeat((int) AggregatorLimits.BROKER_HEARTBEAT.toSeconds());
            return factory.newConnection(name);
        } catch (TimeoutException e) {
            throw new IOException("%s: %s".formatted(broker, e), e);
        }
    }

    /**
     * Makes exchange, queues and binding of a partition where they are missing.
     *
     * @throws IOException if the broker refuses
     */
    void declare(Connection connection, int partition) throws IOException {
        String queue = topology.changesQueue(partition);
        declareQueue(connection, queue, BusTopology.changesQueueArguments());
        try (Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(topology.changesExchange(), BuiltinExchangeType.DIRECT, true);
            channel.queueBind(queue, topology.changesExchange(), Integer.toString(partition));
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        }
        declareDeadLetters(connection);
    }

    /**
     * Makes the queue of dead letters where it is missing.
     *
     * @throws IOException if the broker refuses
     */
    void declareDeadLetters(Connection connection) throws IOException {
        declareQueue(
                connection, topology.deadLetterQueue(), BusTopology.deadLetterQueueArguments());
    }

    private static void declareQueue(
            Connection connection, String queue, Map<String, Object> arguments) throws IOException {
        try (Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, true, false, false, arguments);
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        } catch (IOException e) {
            if (!(e.getCause() instanceof ShutdownSignalException signal)
                    || !(signal.getReason() instanceof AMQP.Channel.Close close)
                    || close.getReplyCode() != AMQP.PRECONDITION_FAILED) {
                throw e;
            }
            LOG.warnf(
                    "Queue %s was made with other arguments than %s and is used as it is: %s",
                    queue, arguments, close.getReplyText());
        }
    }
}
