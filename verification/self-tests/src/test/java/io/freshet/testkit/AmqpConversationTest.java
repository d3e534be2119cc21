package io.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.freshet.events.BusTopology;
import io.freshet.testkit.faults.FaultProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Freshet relies on in a broker, had with the embedded one and, where it answers, a real one.
 */
@Tag("slow")
class AmqpConversationTest {

    private static final Map<String, Object> PARTITION_QUEUE =
            Map.of("x-queue-type", "quorum", "x-single-active-consumer", true);
    private static final AMQP.BasicProperties PERSISTENT =
            new AMQP.BasicProperties.Builder()
                    .contentType("application/octet-stream")
                    .deliveryMode(2)
                    .headers(Map.of(BusTopology.VERSION_HEADER, 1))
                    .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<TestBroker> brokers() {
        return Stream.of(TestServers.broker(), TestServers.embeddedBroker()).distinct();
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void deliversConfirmedMessagesInOrder(TestBroker broker) throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                Connection connection = broker.connect()) {
            Channel channel = declared(bus.topology(), connection);
            channel.confirmSelect();
            List<String> sent = numbers(0, 500);

            // When
            publish(channel, bus.topology(), 2, sent);
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());

            // Then
            QueueConsumer consumer =
                    QueueConsumer.on(connection, bus.topology().changesQueue(2), 50);
            assertThat(consumer.takeAndAcknowledge(500)).isEqualTo(sent);
            assertThat(channel.messageCount(bus.topology().changesQueue(1))).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void declaringAgainIsHarmless(TestBroker broker) throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                Connection connection = broker.connect()) {
            declared(bus.topology(), connection);

            // When
            Channel channel = declared(bus.topology(), connection);

            // Then
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void handsOverToTheNextConsumerWhenTheActiveOneIsCutOff(TestBroker broker) throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                FaultProxy proxy = FaultProxy.inFrontOf(broker.host(), broker.port());
                Connection publisher = broker.connect();
                Connection second = broker.connect()) {
            Connection first = TestBroker.connect(proxy.reroute(broker.url()));
            Channel channel = declared(bus.topology(), publisher);
            channel.confirmSelect();
            QueueConsumer active = QueueConsumer.on(first, bus.topology().changesQueue(0), 10);
            QueueConsumer waiting = QueueConsumer.on(second, bus.topology().changesQueue(0), 10);
            publish(channel, bus.topology(), 0, numbers(0, 100));
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());
            assertThat(active.takeAndAcknowledge(30)).isEqualTo(numbers(0, 30));
            assertThat(active.take()).isEqualTo("30");
            assertThat(waiting.takeNow()).isNull();

            // When
            proxy.reset();

            // Then
            List<String> rest = waiting.takeAndAcknowledgeAll(numbers(30, 100));
            assertThat(waiting.redelivered()).isTrue();
            if (broker.kind() == ServerKind.REAL) {
                // The last acknowledgements may have been lost with the connection.
                int from = Integer.parseInt(rest.get(0));
                assertThat(from).isBetween(0, 30);
                assertThat(rest).isEqualTo(numbers(from, 100));
            }
            // The embedded one may deliver what comes next before what the first consumer had.
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void keepsTheOrderWhenAConsumerGivesMessagesBack(TestBroker broker) throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                Connection connection = broker.connect()) {
            Channel channel = declared(bus.topology(), connection);
            channel.confirmSelect();
            publish(channel, bus.topology(), 3, numbers(0, 20));
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());
            QueueConsumer consumer =
                    QueueConsumer.on(connection, bus.topology().changesQueue(3), 5);
            assertThat(consumer.takeAndAcknowledge(4)).isEqualTo(numbers(0, 4));

            // When
            consumer.close();

            // Then
            QueueConsumer next = QueueConsumer.on(connection, bus.topology().changesQueue(3), 5);
            assertThat(next.takeAndAcknowledge(16)).isEqualTo(numbers(4, 20));
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void keepsADeadLetterWithItsHeaders(TestBroker broker) throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                Connection connection = broker.connect()) {
            Channel channel = declared(bus.topology(), connection);
            channel.confirmSelect();
            AMQP.BasicProperties reasoned =
                    PERSISTENT
                            .builder()
                            .headers(Map.of(BusTopology.REASON_HEADER, "version 99 is not known"))
                            .build();

            // When
            channel.basicPublish("", bus.topology().deadLetterQueue(), reasoned, bytes("poison"));
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());

            // Then
            GetResponse letter = channel.basicGet(bus.topology().deadLetterQueue(), true);
            assertThat(letter.getBody()).isEqualTo(bytes("poison"));
            assertThat(letter.getProps().getHeaders().get(BusTopology.REASON_HEADER))
                    .hasToString("version 99 is not known");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void tellsTheStandingToEveryListenerAndForgetsThoseThatLeave(TestBroker broker)
            throws Exception {
        // Given
        try (TestBus bus = broker.createBus("servers");
                Connection publisher = broker.connect();
                Connection stays = broker.connect()) {
            Channel channel = declared(bus.topology(), publisher);
            QueueConsumer listener = statusListener(bus.topology(), stays);
            String leaving;
            try (Connection leaves = broker.connect()) {
                QueueConsumer other = statusListener(bus.topology(), leaves);
                leaving = other.queue();

                // When
                channel.basicPublish(bus.topology().statusExchange(), "", null, bytes("fine"));

                // Then
                assertThat(listener.take()).isEqualTo("fine");
                assertThat(other.take()).isEqualTo("fine");
            }
            channel.basicPublish(bus.topology().statusExchange(), "", null, bytes("still"));
            assertThat(listener.take()).isEqualTo("still");
            assertThat(exists(publisher, leaving)).isFalse();
        }
    }

    private static Channel declared(BusTopology bus, Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        channel.exchangeDeclare(bus.changesExchange(), "direct", true);
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            String queue = bus.changesQueue(partition);
            channel.queueDeclare(queue, true, false, false, PARTITION_QUEUE);
            channel.queueBind(queue, bus.changesExchange(), Integer.toString(partition));
        }
        channel.queueDeclare(
                bus.deadLetterQueue(), true, false, false, Map.of("x-queue-type", "quorum"));
        channel.exchangeDeclare(bus.statusExchange(), "fanout", false);
        return channel;
    }

    private static QueueConsumer statusListener(BusTopology bus, Connection connection)
            throws IOException {
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
        channel.queueBind(queue, bus.statusExchange(), "");
        return QueueConsumer.on(connection, queue, 10);
    }

    private static boolean exists(Connection connection, String queue) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Channel channel = connection.createChannel();
            try {
                channel.queueDeclarePassive(queue);
            } catch (IOException e) {
                return false;
            }
            channel.close();
            Thread.sleep(50);
        }
        return true;
    }

    private static void publish(
            Channel channel, BusTopology bus, int partition, List<String> bodies)
            throws IOException {
        for (String body : bodies) {
            channel.basicPublish(
                    bus.changesExchange(), Integer.toString(partition), PERSISTENT, bytes(body));
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
