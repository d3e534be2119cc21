package io.freshet.launcher.deadletters;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.commandline.CommandFailure;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The queue of dead-lettered messages. They are taken one by one, held, and given back in their
 * order at the end; where this process dies meanwhile the broker gives them back. Blocks.
 */
final class DeadLetterQueue {

    /** What becomes of a message that was looked at. */
    enum Fate {
        KEEP,
        REMOVE
    }

    /** Looks at a message. */
    interface Visitor {
        Fate visit(DeadLetteredMessage message) throws IOException, InterruptedException;
    }

    private static final Duration TAKE_BACK_LIMIT = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 10;

    private final Connection connection;
    private final String queue;

    DeadLetterQueue(Connection connection, BusTopology topology) {
        this.connection = connection;
        this.queue = topology.deadLetterQueue();
    }

    /**
     * Shows the messages to a visitor, oldest first.
     *
     * @param most how many at the most
     * @return whether there are more
     * @throws CommandFailure if there is no such queue
     * @throws IOException if the broker fails; then no message is lost
     */
    boolean visit(int most, Visitor visitor) throws IOException, InterruptedException {
        requireQueue();
        try (Channel channel = connection.createChannel()) {
            List<Long> held = new ArrayList<>();
            try {
                return visit(channel, most, visitor, held);
            } finally {
                giveBack(channel, held);
            }
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        }
    }

    private boolean visit(Channel channel, int most, Visitor visitor, List<Long> held)
            throws IOException, InterruptedException {
        for (int i = 0; i < most; i++) {
            GetResponse response = channel.basicGet(queue, false);
            if (response == null) {
                return false;
            }
            long tag = response.getEnvelope().getDeliveryTag();
            held.add(tag);
            if (visitor.visit(new DeadLetteredMessage(response)) == Fate.REMOVE) {
                channel.basicAck(tag, false);
                held.remove(held.size() - 1);
            }
        }
        return channel.messageCount(queue) > 0;
    }

    /** One by one: so every kind of queue puts them back in this order. */
    private void giveBack(Channel channel, List<Long> held)
            throws IOException, InterruptedException {
        if (!channel.isOpen()) {
            return;
        }
        // Given back alone they would come after others that had been given back before: only
        // all messages together keep their order.
        long waiting = channel.messageCount(queue);
        for (long i = 0; i < waiting; i++) {
            GetResponse rest = channel.basicGet(queue, false);
            if (rest == null) {
                break;
            }
            held.add(rest.getEnvelope().getDeliveryTag());
        }
        for (long tag : held) {
            channel.basicNack(tag, false, true);
        }
        // Replicated queues take them back a little later; whoever looks next must find them all.
        long until = System.nanoTime() + TAKE_BACK_LIMIT.toNanos();
        while (channel.messageCount(queue) < held.size() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void requireQueue() throws IOException {
        Channel channel = connection.createChannel();
        try {
            channel.queueDeclarePassive(queue);
            channel.close();
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException && connection.isOpen()) {
                throw new CommandFailure(
                        "the broker has no queue %s; an aggregator makes it at its first start (is freshet.bus.prefix the same?)"
                                .formatted(queue),
                        e);
            }
            throw e;
        }
    }
}
