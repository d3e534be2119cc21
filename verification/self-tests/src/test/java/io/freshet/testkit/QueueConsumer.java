package io.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A consumer with a channel of its own that keeps what it gets until it is taken. */
final class QueueConsumer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Channel channel;
    private final String queue;
    private final BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
    private boolean redelivered;

    private QueueConsumer(Channel channel, String queue) {
        this.channel = channel;
        this.queue = queue;
    }

    static QueueConsumer on(Connection connection, String queue, int prefetch) throws IOException {
        Channel channel = connection.createChannel();
        channel.basicQos(prefetch);
        QueueConsumer consumer = new QueueConsumer(channel, queue);
        channel.basicConsume(
                queue, false, (tag, delivery) -> consumer.inbox.add(delivery), tag -> {});
        return consumer;
    }

    List<String> takeAndAcknowledge(int count) throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Delivery delivery = poll();
            bodies.add(text(delivery));
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        }
        return bodies;
    }

    List<String> takeAndAcknowledgeAll(List<String> wanted) throws Exception {
        List<String> bodies = new ArrayList<>();
        while (!bodies.containsAll(wanted)) {
            bodies.addAll(takeAndAcknowledge(1));
        }
        return bodies;
    }

    String take() throws InterruptedException {
        return text(poll());
    }

    String takeNow() {
        Delivery delivery = inbox.poll();
        return delivery == null ? null : text(delivery);
    }

    String queue() {
        return queue;
    }

    /** Closes the channel: the broker has back what was not acknowledged. */
    void close() throws Exception {
        channel.close();
    }

    boolean redelivered() {
        return redelivered;
    }

    private Delivery poll() throws InterruptedException {
        Delivery delivery = inbox.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).as("next delivery from " + queue).isNotNull();
        redelivered |= delivery.getEnvelope().isRedeliver();
        return delivery;
    }

    private static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }
}
