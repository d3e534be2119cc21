package io.freshet.aggregator.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PartitionMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestBus bus = TestServers.broker().createBus("depth");
    private final String queue = bus.topology().changesQueue(2);
    private final PartitionMetrics metrics = new PartitionMetrics(2, queue, registry);

    private Connection connection;
    private Channel channel;

    @BeforeEach
    void open() throws IOException {
        connection = bus.broker().connect();
        channel = connection.createChannel();
        channel.queueDeclare(queue, true, false, false, BusTopology.changesQueueArguments());
        channel.confirmSelect();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        bus.close();
    }

    private void publish(int messages) throws Exception {
        for (int message = 0; message < messages; message++) {
            channel.basicPublish("", queue, null, new byte[] {1});
        }
        channel.waitForConfirmsOrDie(10_000);
    }

    private double depth() {
        return registry.get("freshet.queue.events").tag("partition", "2").gauge().value();
    }

    @Test
    void tellsHowManyEventsWaitAsTheBrokerWasAskedAWhileAgoAtTheMost() throws Exception {
        assertThat(depth()).isNaN();
        publish(3);

        metrics.look(channel);
        settle();
        publish(1);
        metrics.look(channel);
        settle();
        assertThat(depth()).as("not asked again at once").isEqualTo(3);

        metrics.lost();
        assertThat(depth()).isNaN();
        metrics.look(channel);
        settle();
        assertThat(depth()).as("of a new connection").isEqualTo(4);
    }

    /** Answers on a channel come in the order in which they were asked for. */
    private void settle() throws IOException {
        channel.messageCount(queue);
    }

    @Test
    @Timeout(30)
    void keepsNobodyWaitingForABrokerThatDoesNotAnswer() throws Exception {
        publish(2);
        TestBroker broker = bus.broker();
        try (FaultProxy way = FaultProxy.inFrontOf(broker.host(), broker.port());
                Connection slow =
                        new TestBroker(way.reroute(broker.url()), broker.kind(), broker.product())
                                .connect();
                Channel asked = slow.createChannel()) {
            way.hang();

            metrics.look(asked);
            assertThat(depth()).isNaN();

            way.pass();
            asked.messageCount(queue);
            assertThat(depth()).isEqualTo(2);
        }
    }

    @Test
    void countsWhatIsTriedAgainByStage() {
        metrics.readFailed();
        metrics.applyFailed();
        metrics.applyFailed();

        assertThat(retries("read")).isEqualTo(1);
        assertThat(retries("apply")).isEqualTo(2);
    }

    private double retries(String stage) {
        return registry.get("freshet.retries").tag("stage", stage).counter().count();
    }
}
