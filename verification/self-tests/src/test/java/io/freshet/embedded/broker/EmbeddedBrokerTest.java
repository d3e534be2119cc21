package io.freshet.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.LoopbackPort;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class EmbeddedBrokerTest {

    private static final String QUEUE = "changes";

    @Test
    void deliversConfirmedMessagesOfAQueueWithArgumentsItDoesNotKnow() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.defaults());
                Connection connection = connect(broker.url())) {
            Channel channel = connection.createChannel();
            channel.queueDeclare(
                    QUEUE,
                    true,
                    false,
                    false,
                    Map.of("x-queue-type", "quorum", "x-single-active-consumer", true));
            channel.confirmSelect();

            // When
            publish(channel, "hello".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(5_000);

            // Then
            GetResponse got = channel.basicGet(QUEUE, true);
            assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    void stopsPublishersOfAFullQueueUntilItIsEmptied() throws Exception {
        // Given
        BrokerOptions options = BrokerOptions.defaults().withQueueBytes(1 << 20);
        try (EmbeddedBroker broker = EmbeddedBroker.start(options);
                Connection publisher = connect(broker.url());
                Connection consumer = connect(broker.url())) {
            Channel publishing = publisher.createChannel();
            publishing.queueDeclare(QUEUE, true, false, false, Map.of());
            publishing.confirmSelect();

            // When
            CompletableFuture<Void> all =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    for (int i = 0; i < 64; i++) {
                                        publish(publishing, new byte[64 << 10]);
                                        publishing.waitForConfirmsOrDie(30_000);
                                    }
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });

            // Then
            Channel consuming = consumer.createChannel();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (consuming.messageCount(QUEUE) < 16) {
                assertThat(System.nanoTime()).as("16 messages are in").isLessThan(until);
            }
            assertThatThrownBy(() -> all.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(consuming.messageCount(QUEUE)).isBetween(16L, 20L);
            consuming.basicConsume(QUEUE, true, (tag, delivery) -> {}, tag -> {});
            all.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void isGoneWhenClosedAndStartsAgainOnTheSamePort() throws Exception {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.defaults());
        int port = broker.port();

        // When
        broker.close();
        broker.close();

        // Then
        assertThat(LoopbackPort.isFree(port)).isTrue();
        try (EmbeddedBroker again = EmbeddedBroker.start(BrokerOptions.defaults().withPort(port));
                Connection connection = connect(again.url())) {
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void letsInWhoKnowsThePasswordAndNobodyElse() throws Exception {
        // Given
        BrokerOptions options = new BrokerOptions(0, "user", "p@ss/word ${x}", 1 << 20);
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            // Then
            assertThat(broker.url()).startsWith("amqp://user:p%40ss%2Fword%20%24%7Bx%7D@127.0.0.1");
            assertThatThrownBy(() -> connect("amqp://user:wrong@127.0.0.1:" + broker.port()))
                    .isInstanceOf(PossibleAuthenticationFailureException.class);
        }
    }

    @Test
    void saysThatThePortIsBusy() {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.defaults())) {
            BrokerOptions same = BrokerOptions.defaults().withPort(broker.port());

            // Then
            assertThatThrownBy(() -> EmbeddedBroker.start(same))
                    .isInstanceOfSatisfying(
                            EmbeddedServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_BUSY))
                    .hasMessageContaining(Integer.toString(broker.port()));
        }
    }

    private static Connection connect(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        factory.setConnectionTimeout(5_000);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    private static void publish(Channel channel, byte[] body) throws Exception {
        channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, body);
    }
}
