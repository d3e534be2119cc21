package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ReturnCallback;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for a connection to a broker: answers as it is told, notes what it is asked for. */
final class StandInBroker {

    /** Whether channels can be opened beside those that messages come on. */
    volatile boolean opensChannels = true;

    /** Whether the broker confirms what is published. */
    volatile boolean confirms = true;

    /** Whether what is published finds a queue; otherwise it is returned, and yet confirmed. */
    volatile boolean routes = true;

    /** How many messages the queue of dead letters holds. */
    volatile long held;

    /** Whether the connection was given up. */
    volatile boolean aborted;

    /** Tags of messages acknowledged, each with all before it. */
    final List<Long> acknowledged = new CopyOnWriteArrayList<>();

    /** Queues that messages were published to. */
    final List<String> published = new CopyOnWriteArrayList<>();

    private ReturnCallback onReturn;
    private final Connection connection = proxy(Connection.class, this::onConnection);
    private final Channel channel = proxy(Channel.class, this::onChannel);

    /** A message that came on this connection. */
    Delivery delivery(long tag) {
        return new Delivery(
                channel, tag, "changes", new AMQP.BasicProperties(), new byte[] {1, 2, 3});
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                switch (method.getName()) {
                                    case "equals" -> self == arguments[0];
                                    case "hashCode" -> System.identityHashCode(self);
                                    case "toString" -> type.getSimpleName();
                                    default -> answer.to(method, arguments);
                                }));
    }

    private Object onConnection(Method method, Object[] arguments) throws IOException {
        switch (method.getName()) {
            case "createChannel" -> {
                if (!opensChannels) {
                    throw new IOException("the connection is lost");
                }
                return channel;
            }
            case "abort" -> aborted = true;
            default -> throw new UnsupportedOperationException(method.toString());
        }
        return null;
    }

    private void publish(String queue) {
        published.add(queue);
        if (!routes) {
            onReturn.handle(null);
        }
    }

    private Object onChannel(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "getConnection" -> {
                return connection;
            }
            case "messageCount" -> {
                return held;
            }
            case "waitForConfirms" -> {
                return confirms;
            }
            case "basicAck" -> acknowledged.add((Long) arguments[0]);
            case "addReturnListener" -> onReturn = (ReturnCallback) arguments[0];
            case "basicPublish" -> publish((String) arguments[1]);
            case "queueDeclare", "confirmSelect", "close" -> {
                // nothing to answer
            }
            default -> throw new UnsupportedOperationException(method.toString());
        }
        return null;
    }
}
