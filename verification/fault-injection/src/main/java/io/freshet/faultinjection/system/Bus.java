package io.freshet.faultinjection.system;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * An installation's exchanges and queues in the hands of the broker's administrator, who goes
 * straight to the broker. Every call connects anew and blocks.
 */
public final class Bus {

    private final KillableBroker broker;
    private final BusTopology topology;

    Bus(KillableBroker broker, String prefix) {
        this.broker = broker;
        this.topology = new BusTopology(prefix);
    }

    /** Throws away what waits in the queues of changes. */
    public void purge() throws IOException {
        onEachQueue((channel, queue, key) -> channel.queuePurge(queue));
    }

    /** Takes the queues of changes away from their exchange, which then drops what it is given. */
    public void unbind() throws IOException {
        onEachQueue(
                (channel, queue, key) ->
                        channel.queueUnbind(queue, topology.changesExchange(), key));
    }

    /** Undoes {@link #unbind()}. */
    public void bind() throws IOException {
        onEachQueue(
                (channel, queue, key) -> channel.queueBind(queue, topology.changesExchange(), key));
    }

    /** Publishes a message where events of a source come. */
    public void publishChange(String source, Map<String, Object> headers, byte[] body)
            throws IOException {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().deliveryMode(2).headers(headers).build();
        on(
                channel ->
                        channel.basicPublish(
                                topology.changesExchange(),
                                Integer.toString(BusTopology.partitionOf(source)),
                                properties,
                                body));
    }

    /** Publishes a message where pollers tell how sources stand. */
    public void publishStatus(byte[] body) throws IOException {
        on(channel -> channel.basicPublish(topology.statusExchange(), "", null, body));
    }

    /** Deletes the exchanges of changes and of status. */
    public void deleteExchanges() throws IOException {
        on(
                channel -> {
                    channel.exchangeDelete(topology.changesExchange());
                    channel.exchangeDelete(topology.statusExchange());
                });
    }

    private interface QueueAction {
        void on(Channel channel, String queue, String routingKey) throws IOException;
    }

    private void onEachQueue(QueueAction action) throws IOException {
        on(
                channel -> {
                    for (int i = 0; i < BusTopology.PARTITIONS; i++) {
                        action.on(channel, topology.changesQueue(i), Integer.toString(i));
                    }
                });
    }

    private interface Action {
        void on(Channel channel) throws IOException;
    }

    private void on(Action action) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        try {
            factory.setUri(broker.url());
            try (Connection connection = factory.newConnection("freshet-administrator");
                    Channel channel = connection.createChannel()) {
                action.on(channel);
            }
        } catch (TimeoutException | GeneralSecurityException | URISyntaxException e) {
            throw new IOException("cannot administer the broker", e);
        }
    }
}
