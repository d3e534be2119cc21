package io.freshet.benchmarks.freshness;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.benchmarks.freshness.SourceLog.Published;
import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.UnreadableEventException;
import io.freshet.testkit.TestBus;
import java.io.IOException;
import java.nio.LongBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A queue of its own beside the aggregator's: notes each change event when it comes. */
final class BusTap implements AutoCloseable {

    private final Connection connection;
    private final Map<String, SourceLog> logs;
    private volatile Exception failure;

    private BusTap(Connection connection, Map<String, SourceLog> logs) {
        this.connection = connection;
        this.logs = logs;
    }

    /**
     * Opens it; to be done before Freshet starts.
     *
     * @param logs by the sources' names
     */
    static BusTap open(TestBus bus, Map<String, SourceLog> logs) throws IOException {
        Connection connection = bus.broker().connect();
        BusTap tap = new BusTap(connection, logs);
        Channel channel = connection.createChannel();
        String exchange = bus.topology().changesExchange();
        channel.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT, true);
        String queue = channel.queueDeclare().getQueue();
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            channel.queueBind(queue, exchange, Integer.toString(partition));
        }
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) -> {
                    try {
                        tap.take(System.nanoTime(), delivery.getBody());
                    } catch (UnreadableEventException e) {
                        tap.failure = e;
                    }
                },
                tag -> {});
        return tap;
    }

    /** An event that could not be read, or null. */
    Exception failure() {
        return failure;
    }

    private void take(long arrived, byte[] body) throws UnreadableEventException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        ChangeEvent event = ChangeEventCodec.decode(body);
        SourceLog log = logs.get(event.position().source());
        if (event instanceof RowsRead read) {
            note(log, event, read.rows(), arrived, now);
        } else if (event instanceof RangeRead read) {
            note(log, event, read.rows(), arrived, now);
        }
    }

    private static void note(
            SourceLog log, ChangeEvent event, RowBlock rows, long arrived, long now) {
        // The poller's clock is this machine's; only the difference of two readings is used.
        long readAt = arrived - (now - rows.readAt()) * 1_000;
        log.published(
                new Published(
                        event.position().fence(),
                        event.position().sequence(),
                        readAt,
                        arrived,
                        LongBuffer.wrap(rows.keys())));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
