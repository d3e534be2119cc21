package io.freshet.aggregator;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes change events of the table {@code pisa.responses} as pollers do. */
public final class TestEvents implements AutoCloseable {

    private static final TableId RESPONSES = new TableId("pisa", "responses");
    private static final List<String> COLUMNS =
            List.of("cnt", "escs", "tmins", "belong", "durecec");

    private final BusTopology topology;
    private final Connection connection;
    private final Channel channel;
    private final String installation;

    /**
     * @param warehouse the one that events are for, made ready already
     */
    public TestEvents(TestBus bus, TestDatabase warehouse) throws IOException {
        installation = warehouse.query("select id from freshet.installation").get(0);
        topology = bus.topology();
        connection = bus.broker().connect();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** The opening of an epoch. */
    public static ChangeEvent opened(String source, long fence) {
        return new EpochOpened(new Position(source, fence, 0));
    }

    /** Rows with these keys, each with the value 1.5 of escs. */
    public static ChangeEvent rows(String source, long fence, long sequence, long... keys) {
        String[][] values = new String[COLUMNS.size()][keys.length];
        long[] times = new long[keys.length];
        for (int row = 0; row < keys.length; row++) {
            values[0][row] = "GBR";
            values[1][row] = "1.5";
            times[row] = 1_795_435_200_000_000L;
        }
        return new RowsRead(
                new Position(source, fence, sequence),
                RESPONSES,
                new RowBlock(COLUMNS, times[0], keys, keys.clone(), times, values));
    }

    /** Publishes events, in their order, and waits until the broker has them. */
    public void publish(ChangeEvent... events) throws Exception {
        publishFor(Map.of(BusTopology.INSTALLATION_HEADER, installation), events);
    }

    /** Publishes events with headers that say for which warehouse they are. */
    public void publishFor(Map<String, Object> headers, ChangeEvent... events) throws Exception {
        for (ChangeEvent event : events) {
            send(event.position().source(), headers, ChangeEventCodec.encode(event));
        }
        channel.waitForConfirmsOrDie(10_000);
    }

    /** Publishes a message as if it were an event of that source. */
    public void publishBytes(String source, byte[] body) throws Exception {
        send(source, Map.of(BusTopology.INSTALLATION_HEADER, installation), body);
        channel.waitForConfirmsOrDie(10_000);
    }

    private void send(String source, Map<String, Object> headers, byte[] body) throws IOException {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(BusTopology.VERSION_HEADER, ChangeEventCodec.VERSION);
        channel.basicPublish(
                topology.changesExchange(),
                Integer.toString(BusTopology.partitionOf(source)),
                new AMQP.BasicProperties.Builder()
                        .contentType(ChangeEventCodec.CONTENT_TYPE)
                        .deliveryMode(2)
                        .headers(all)
                        .build(),
                body);
    }

    /** Takes the oldest dead letter, if there is one. */
    public Optional<GetResponse> deadLetter() throws IOException {
        return Optional.ofNullable(channel.basicGet(topology.deadLetterQueue(), true));
    }

    /** How many messages wait in a partition's queue, those not counted that are handed out. */
    public long waiting(int partition) throws IOException {
        return channel.messageCount(topology.changesQueue(partition));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
