package io.freshet.aggregator.alerts;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.runtime.broker.BrokerAccess;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many dead letters wait at the broker. Keeps a connection of its own while the broker answers.
 * For one thread, which it blocks.
 */
@Singleton
class DeadLetterCount {

    private final FreshetConfig config;
    private final String queue;
    private Connection connection;

    DeadLetterCount(
            FreshetConfig config,
            @ConfigProperty(name = "freshet.bus.prefix", defaultValue = "freshet") String prefix) {
        this.config = config;
        this.queue = new BusTopology(prefix).deadLetterQueue();
    }

    /** How many there are; empty where the broker does not say. */
    OptionalLong look() {
        try {
            return OptionalLong.of(count());
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            close();
            return OptionalLong.empty();
        }
    }

    private long count() throws IOException, TimeoutException {
        if (connection == null || !connection.isOpen()) {
            ConnectionFactory factory =
                    BrokerAccess.factory(
                            config.broker().orElseThrow(() -> new IOException("no broker")),
                            AggregatorLimits.BROKER_CONNECT);
            connection = factory.newConnection("freshet alerts");
        }
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel");
        }
        try {
            long waiting = channel.messageCount(queue);
            channel.close();
            return waiting;
        } catch (IOException e) {
            if (isMissing(e)) {
                return 0;
            }
            throw e;
        }
    }

    /** Nothing was ever put into it: the broker closes the channel and keeps the connection. */
    private static boolean isMissing(IOException error) {
        return error.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }

    private void close() {
        if (connection != null) {
            connection.abort(0);
            connection = null;
        }
    }
}
