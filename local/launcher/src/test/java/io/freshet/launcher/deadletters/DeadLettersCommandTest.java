package io.freshet.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import io.freshet.events.BusTopology;
import io.freshet.launcher.CommandFailure;
import io.freshet.launcher.UsageException;
import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class DeadLettersCommandTest {

    private static final Date GIVEN_UP = Date.from(Instant.parse("2026-11-21T03:00:00Z"));

    @TempDir Path folder;

    static Stream<TestBroker> brokers() {
        return Stream.of(TestServers.broker(), TestServers.embeddedBroker()).distinct();
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void listsLettersAndLeavesThemInTheirOrder(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            for (int i = 1; i <= 5; i++) {
                rig.bury("letter " + i, 2);
            }

            String first = rig.run("list");
            String second = rig.run("list");

            assertThat(second).isEqualTo(first);
            assertThat(first.lines()).hasSize(6);
            assertThat(first.lines().toList().get(1))
                    .startsWith("1 ")
                    .contains("2026-11-21T03:00:00Z", rig.origin(2), "fra", " 8 ", "not a change");
            assertThat(rig.run("show", "--all"))
                    .containsSubsequence(
                            "letter 1", "letter 2", "letter 3", "letter 4", "letter 5");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void showsALetterWholeAndHarmless(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            rig.bury("{\"version\": 7}\u001b[2J", 0);

            assertThat(rig.run("show", "--id", rig.id(0)))
                    .contains("freshet-reason: not a change event\n")
                    .contains("freshet-origin: " + rig.origin(0) + "\n")
                    .contains("freshet-kind: rows\n")
                    .contains("content type: text/x-test\n")
                    .contains("\n\n{\"version\": 7}\uFFFD[2J\n");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void replaysALetterToItsPartitionAsItWasPublishedFirst(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            rig.bury("one", 1);
            rig.bury("two", 3);
            rig.bury("three", 1);
            String two = rig.id(1);

            assertThat(rig.run("replay", "--id", two))
                    .isEqualTo("%s replayed to %s%n".formatted(two, rig.origin(3)));

            assertThat(rig.deadLetters()).containsExactly("one", "three");
            Delivery replayed = rig.take(rig.origin(3), 1).get(0);
            assertThat(replayed.getBody()).asString(UTF_8).isEqualTo("two");
            assertThat(replayed.getProperties().getContentType()).isEqualTo("text/x-test");
            assertThat(replayed.getProperties().getDeliveryMode()).isEqualTo(2);
            assertThat(replayed.getProperties().getHeaders())
                    .containsOnlyKeys(BusTopology.KIND_HEADER, BusTopology.SOURCE_HEADER);
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void replaysAllInTheirOrder(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            for (int i = 1; i <= 4; i++) {
                rig.bury("letter " + i, 2);
            }

            rig.run("replay", "--all");

            assertThat(rig.take(rig.origin(2), 4))
                    .extracting(taken -> new String(taken.getBody(), UTF_8))
                    .containsExactly("letter 1", "letter 2", "letter 3", "letter 4");
            assertThat(rig.run("list")).isEqualTo("no dead letters%n".formatted());
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void keepsALetterThatCannotBeReplayed(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            rig.bury("lost", 1);
            rig.bury("astray", 7);
            String before = rig.run("list");
            rig.deleteQueue(rig.origin(1));

            assertThatThrownBy(() -> rig.run("replay", "--all"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("stays a dead letter");
            assertThat(rig.run("replay", "--id", rig.id(1))).contains("stays: its origin");

            assertThat(rig.run("list")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void discardsWhatItIsToldTo(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            rig.bury("one", 1);
            rig.bury("two", 1);

            rig.run("discard", "--id", rig.id(0));

            assertThat(rig.run("show", "--all")).contains("two").doesNotContain("one");
            assertThatThrownBy(() -> rig.run("discard", "--id", "0000000000"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no such dead letter");
            assertThatThrownBy(() -> rig.run("discard"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("either --id ID, as list shows it, or --all");
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void saysWhereThereIsNoQueue(TestBroker broker) throws Exception {
        try (Rig rig = new Rig(broker)) {
            rig.deleteQueue(rig.topology().deadLetterQueue());

            assertThatThrownBy(() -> rig.run("list"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("has no queue " + rig.topology().deadLetterQueue());
        }
    }

    /** A broker with the queues that an aggregator makes, and dead letters in them. */
    private final class Rig implements AutoCloseable {

        private final TestBus bus;
        private final Connection connection;
        private final Channel channel;
        private final Path file;

        Rig(TestBroker broker) throws Exception {
            bus = broker.createBus("letters");
            connection = broker.connect();
            channel = connection.createChannel();
            channel.confirmSelect();
            channel.queueDeclare(
                    topology().deadLetterQueue(),
                    true,
                    false,
                    false,
                    BusTopology.deadLetterQueueArguments());
            channel.exchangeDeclare(topology().changesExchange(), BuiltinExchangeType.DIRECT, true);
            for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
                channel.queueDeclare(
                        origin(partition), true, false, false, BusTopology.changesQueueArguments());
                channel.queueBind(
                        origin(partition),
                        topology().changesExchange(),
                        Integer.toString(partition));
            }
            file = new FreshetFile().broker(broker.url()).writeTo(folder.resolve("letters.yaml"));
        }

        BusTopology topology() {
            return bus.topology();
        }

        String origin(int partition) {
            return topology().changesQueue(partition);
        }

        /** Puts a letter where the aggregator would. */
        void bury(String body, int partition) throws Exception {
            AMQP.BasicProperties properties =
                    new AMQP.BasicProperties.Builder()
                            .contentType("text/x-test")
                            .timestamp(GIVEN_UP)
                            .headers(
                                    Map.of(
                                            BusTopology.KIND_HEADER, "rows",
                                            BusTopology.SOURCE_HEADER, "fra",
                                            BusTopology.REASON_HEADER, "not a change event",
                                            BusTopology.ORIGIN_HEADER, origin(partition)))
                            .build();
            channel.basicPublish(
                    "", topology().deadLetterQueue(), properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }

        /** The id that the list shows for a letter. */
        String id(int index) throws Exception {
            return run("list").lines().toList().get(index + 1).substring(5, 15);
        }

        String run(String action, String... options) throws Exception {
            List<String> arguments = new ArrayList<>(List.of(action, "--config", file.toString()));
            arguments.addAll(List.of(options));
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            assertThat(
                            DeadLettersCommand.run(
                                    arguments, topology(), new PrintStream(printed, true, UTF_8)))
                    .isZero();
            return printed.toString(UTF_8);
        }

        /** The next messages of a queue that may be read by consumers only. */
        List<Delivery> take(String queue, int count) throws Exception {
            BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
            String tag =
                    channel.basicConsume(
                            queue,
                            true,
                            (consumer, delivery) -> deliveries.add(delivery),
                            consumer -> {});
            List<Delivery> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Delivery next = deliveries.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("message %d of %s", i, queue).isNotNull();
                taken.add(next);
            }
            channel.basicCancel(tag);
            assertThat(deliveries).isEmpty();
            return taken;
        }

        List<String> deadLetters() throws Exception {
            List<String> bodies = new ArrayList<>();
            String queue = topology().deadLetterQueue();
            for (GetResponse next = channel.basicGet(queue, true);
                    next != null;
                    next = channel.basicGet(queue, true)) {
                bodies.add(new String(next.getBody(), UTF_8));
            }
            return bodies;
        }

        void deleteQueue(String queue) throws Exception {
            channel.queueDelete(queue);
        }

        @Override
        public void close() throws IOException {
            connection.close();
            bus.close();
        }
    }
}
