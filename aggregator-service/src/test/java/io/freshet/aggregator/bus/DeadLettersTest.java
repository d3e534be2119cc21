package io.freshet.aggregator.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnCallback;
import io.freshet.aggregator.apply.ApplyMetrics;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message counts as kept only once the broker has it: else it would be acknowledged and gone. */
class DeadLettersTest {

    private static final ApplyMetrics NEVER_REACHED = null;

    private final DeadLetters deadLetters =
            new DeadLetters(new BrokerConnector(null, "letters"), NEVER_REACHED);

    @Test
    void refusesToCallAMessageKeptThatTheBrokerDidNotConfirm() {
        StubBroker broker = new StubBroker(false, false);

        assertThatThrownBy(() -> deadLetters.keep(unfit(broker)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not take a dead-lettered message");
        assertThat(broker.published).isEqualTo("letters.dead-letters");
    }

    @Test
    void refusesToCallAMessageKeptThatFoundNoQueue() {
        StubBroker broker = new StubBroker(true, true);

        assertThatThrownBy(() -> deadLetters.keep(unfit(broker)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not take a dead-lettered message");
    }

    private static Received.Unfit unfit(StubBroker broker) {
        Delivery delivery =
                new Delivery(
                        broker.channel, 1, "changes.0", new AMQP.BasicProperties(), new byte[0]);
        return new Received.Unfit(delivery, "nobody understands it", Optional.empty());
    }

    /** Takes everything, and answers a publication as it is told. */
    private static final class StubBroker {

        private final boolean confirms;
        private final boolean returns;
        private final Channel channel = stub(Channel.class);
        private final Connection connection = stub(Connection.class);
        private ReturnCallback onReturn;
        private String published;

        StubBroker(boolean confirms, boolean returns) {
            this.confirms = confirms;
            this.returns = returns;
        }

        private <T> T stub(Class<T> type) {
            return type.cast(
                    Proxy.newProxyInstance(
                            type.getClassLoader(),
                            new Class<?>[] {type},
                            (proxy, method, arguments) -> answer(method, arguments)));
        }

        private Object answer(Method method, Object[] arguments) throws IOException {
            return switch (method.getName()) {
                case "getConnection" -> connection;
                case "createChannel" -> channel;
                case "waitForConfirms" -> confirms;
                case "addReturnListener" -> {
                    onReturn = (ReturnCallback) arguments[0];
                    yield null;
                }
                case "basicPublish" -> {
                    published = (String) arguments[1];
                    if (returns) {
                        onReturn.handle(null);
                    }
                    yield null;
                }
                default -> null;
            };
        }
    }
}
