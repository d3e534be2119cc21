package io.freshet.benchmarks.changes;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBus;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A queue of its own beside the aggregator's: counts the bytes of change events. */
final class PublishedBytes implements AutoCloseable {

    private final Connection connection;
    private final AtomicLong bytes = new AtomicLong();

    private PublishedBytes(Connection connection) {
        this.connection = connection;
    }

    /** Begins to count. */
    static PublishedBytes count(TestBus bus) throws IOException {
        PublishedBytes published = new PublishedBytes(bus.broker().connect());
        Channel channel = published.connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            channel.queueBind(queue, bus.topology().changesExchange(), "" + partition);
        }
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) -> published.bytes.addAndGet(delivery.getBody().length),
                tag -> {});
        return published;
    }

    /** Bytes of all events that came up to now. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
