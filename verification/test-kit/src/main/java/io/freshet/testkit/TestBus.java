package io.freshet.testkit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Exchanges and queues of one test's own on a shared broker. Thread-safe. */
public final class TestBus implements AutoCloseable {

    private final TestBroker broker;
    private final BusTopology topology;
    private final List<String> queues = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    TestBus(TestBroker broker, BusTopology topology) {
        this.broker = broker;
        this.topology = topology;
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            queues.add(topology.changesQueue(partition));
        }
        queues.add(topology.deadLetterQueue());
        if (broker.kind() == ServerKind.REAL) {
            // An embedded broker goes with all that was declared.
            ExitTasks.add(this);
        }
    }

    /** The broker that carries it. */
    public TestBroker broker() {
        return broker;
    }

    /** The names that services under test are to use. */
    public BusTopology topology() {
        return topology;
    }

    /** First part of all its names. */
    public String prefix() {
        return topology.prefix();
    }

    /** Deletes its exchanges and queues, used or not; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ExitTasks.remove(this);
        try (Connection connection = broker.connect()) {
            for (String queue : queues) {
                attempt(connection, channel -> channel.queueDelete(queue));
            }
            attempt(connection, channel -> channel.exchangeDelete(topology.changesExchange()));
            attempt(connection, channel -> channel.exchangeDelete(topology.statusExchange()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "could not delete " + prefix() + " on " + broker + ": " + e.getMessage(), e);
        }
    }

    private interface Deletion {
        void on(Channel channel) throws IOException;
    }

    private static void attempt(Connection connection, Deletion deletion) throws IOException {
        // A channel for each: brokers close it over a name that does not exist.
        Channel channel = connection.createChannel();
        try {
            deletion.on(channel);
        } catch (IOException e) {
            if (connection.isOpen()) {
                return;
            }
            throw e;
        }
        try {
            channel.close();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }
}
