package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestServers;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is missing on the broker is made, and what is there is used as it is. */
class TopologyDeclarationTest {

    private final TestBroker broker = TestServers.broker();
    private final TestBus bus = broker.createBus("topology");
    private final BusTopology topology = bus.topology();
    private final TopologyDeclaration declaration = new TopologyDeclaration(topology);
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        connection = broker.connect();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        bus.close();
    }

    @Test
    void bindsAQueueToEachPartition() throws Exception {
        declaration.declare(connection);

        assertEveryPartitionTakesWhatIsMeantForIt();
    }

    @Test
    void declaresWhatIsThereAlreadyWithoutHarm() throws Exception {
        declaration.declare(connection);
        declaration.declare(connection);

        assertEveryPartitionTakesWhatIsMeantForIt();
    }

    @Test
    void usesAQueueAsItIsThatWasMadeOtherwise() throws Exception {
        try (Channel channel = connection.createChannel()) {
            channel.queueDeclare(
                    topology.changesQueue(1), true, false, false, Map.of("x-max-length", 100));
        }

        declaration.declare(connection);

        assertEveryPartitionTakesWhatIsMeantForIt();
    }

    @Test
    void doesNotTakeAnExchangeOfAnotherTypeForItsOwn() throws Exception {
        try (Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(topology.changesExchange(), BuiltinExchangeType.FANOUT, true);
        }

        assertThatIOException().isThrownBy(() -> declaration.declare(connection));
    }

    private void assertEveryPartitionTakesWhatIsMeantForIt() throws Exception {
        try (Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
                channel.basicPublish(
                        topology.changesExchange(),
                        Integer.toString(partition),
                        null,
                        new byte[] {(byte) partition});
            }
            channel.waitForConfirmsOrDie(20_000);
            for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
                assertThat(channel.messageCount(topology.changesQueue(partition)))
                        .as("partition %d", partition)
                        .isEqualTo(1);
            }
        }
    }
}
