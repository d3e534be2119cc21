package io.freshet.charts;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.events.SourceStatusCodec;
import io.freshet.testkit.TestBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Stands for a poller: says on the bus how sources stand. Not thread-safe. */
final class TestPoller implements AutoCloseable {

    private final Connection connection;
    private final Channel channel;
    private final String exchange;

    TestPoller(TestBus bus) {
        exchange = bus.topology().statusExchange();
        try {
            connection = bus.broker().connect();
            channel = connection.createChannel();
            channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says: all that the source held at that moment is in its events up to this one. */
    void say(String source, long fence, long sequence, Instant asOf, SourceState state) {
        send(
                SourceStatusCodec.encode(
                        List.of(
                                new SourceStatus(
                                        new Position(source, fence, sequence),
                                        ChronoUnit.MICROS.between(Instant.EPOCH, asOf),
                                        state,
                                        "",
                                        1,
                                        0,
                                        0,
                                        0,
                                        0))));
    }

    /** Says something that nobody understands. */
    void mumble() {
        send("mumble".getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] message) {
        try {
            channel.basicPublish(exchange, "", null, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
