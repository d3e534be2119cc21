package io.freshet.poller.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** A change as it lies in the queue of its source's partition. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SentMessage(AMQP.BasicProperties properties, byte[] body) {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The next messages of a source's partition, which it waits for and takes. */
    static List<SentMessage> take(TestBus bus, String source, int count)
            throws IOException, TimeoutException {
        List<SentMessage> taken = new CopyOnWriteArrayList<>();
        try (Connection connection = bus.broker().connect();
                Channel channel = connection.createChannel()) {
            channel.basicConsume(
                    queueOf(bus, source),
                    true,
                    (tag, message) ->
                            taken.add(new SentMessage(message.getProperties(), message.getBody())),
                    tag -> {});
            Awaitility.await().atMost(SOON).until(() -> taken.size() >= count);
        }
        return taken;
    }

    /** The queue that changes of a source go to. */
    static String queueOf(TestBus bus, String source) {
        return bus.topology().changesQueue(BusTopology.partitionOf(source));
    }

    /** Deletes the queue that changes of a source go to. */
    static void deleteQueue(TestBus bus, String source) throws IOException, TimeoutException {
        TestBroker broker = bus.broker();
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(queueOf(bus, source));
        }
    }

    /** Its headers, as texts. */
    Map<String, String> headers() {
        Map<String, String> texts = new TreeMap<>();
        properties.getHeaders().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
