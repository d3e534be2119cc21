package io.freshet.launcher.deadletters;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Publishes dead-lettered messages to where they came from. Blocks; for one thread. */
final class DeadLetterReplay implements AutoCloseable {

    private static final long CONFIRM_MILLIS = 10_000;

    private final BusTopology topology;
    private final Channel channel;
    private final AtomicBoolean returned = new AtomicBoolean();

    DeadLetterReplay(Connection connection, BusTopology topology) throws IOException {
        this.topology = topology;
        this.channel = connection.createChannel();
        channel.confirmSelect();
        channel.addReturnListener(message -> returned.set(true));
    }

    /** The partition that a message came from; empty where it is none of this installation. */
    OptionalInt partitionOf(DeadLetteredMessage message) {
        return IntStream.range(0, BusTopology.PARTITIONS)
                .filter(partition -> topology.changesQueue(partition).equals(message.origin()))
                .findFirst();
    }

    /**
     * Publishes a message; when it returns, the broker has it in the partition's queue.
     *
     * @throws IOException if the broker does not take it, or does not say so in time
     */
    void publish(DeadLetteredMessage message, int partition)
            throws IOException, InterruptedException {
        returned.set(false);
        channel.basicPublish(
                topology.changesExchange(),
                Integer.toString(partition),
                true,
                message.originalProperties(),
                message.body());
        try {
            if (!channel.waitForConfirms(CONFIRM_MILLIS) || returned.get()) {
                throw new IOException(
                        "the broker did not take message %s for %s; it stays a dead letter"
                                .formatted(message.id(), message.origin()));
            }
        } catch (TimeoutException e) {
            throw new IOException(
                    "the broker did not confirm message %s in time; it stays a dead letter"
                            .formatted(message.id()),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel.isOpen()) {
                channel.close();
            }
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        }
    }
}
