package io.freshet.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import io.freshet.commandline.FreshetCommands;
import io.freshet.commandline.deadletters.DiscardOptions;
import io.freshet.commandline.deadletters.ListOptions;
import io.freshet.commandline.deadletters.ReplayOptions;
import io.freshet.commandline.deadletters.ShowOptions;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.configuration.FreshetFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

/** A broker with the queues that an aggregator makes, and dead letters in them. */
final class DeadLettersSetUp implements AutoCloseable {

    private static final Date GIVEN_UP = Date.from(Instant.parse("2026-11-21T03:00:00Z"));

    private final TestBus bus;
    private final Connection connection;
    private final Channel channel;
    private final Path file;

    DeadLettersSetUp(TestBroker broker, Path folder) throws Exception {
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
                    origin(partition), topology().changesExchange(), Integer.toString(partition));
        }
        file = new FreshetFile().broker(broker.url()).writeTo(folder.resolve("letters.yaml"));
    }

    BusTopology topology() {
        return bus.topology();
    }

    String origin(int partition) {
        return topology().changesQueue(partition);
    }

    /** Puts a message where the aggregator would. */
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
        channel.basicPublish("", topology().deadLetterQueue(), properties, body.getBytes(UTF_8));
        channel.waitForConfirmsOrDie(10_000);
    }

    /** The id that the list shows for a message. */
    String id(int index) throws Exception {
        return run("list").lines().toList().get(index + 1).substring(5, 15);
    }

    /** What a command prints that must end well. */
    String run(String action, String... options) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = execute(printed, complaints, action, options);
        assertThat(status).as(complaints.toString(UTF_8)).isZero();
        return printed.toString(UTF_8);
    }

    /** What a command that must end with a status says is wrong. */
    String complaint(int expected, String action, String... options) {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = execute(new ByteArrayOutputStream(), complaints, action, options);
        assertThat(status).as(complaints.toString(UTF_8)).isEqualTo(expected);
        return complaints.toString(UTF_8);
    }

    private int execute(
            OutputStream printed, OutputStream complaints, String action, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("dead-letters", action, "--config", file.toString()));
        arguments.addAll(List.of(options));
        PrintStream out = new PrintStream(printed, true, UTF_8);
        DeadLettersCommand command = new DeadLettersCommand(topology(), out);
        return new FreshetCommands(out, new PrintStream(complaints, true, UTF_8))
                .on(ListOptions.class, command::list)
                .on(ShowOptions.class, command::show)
                .on(ReplayOptions.class, command::replay)
                .on(DiscardOptions.class, command::discard)
                .execute(arguments.toArray(String[]::new));
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
