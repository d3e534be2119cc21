package io.freshet.poller.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.events.BusTopology;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Makes exchange, queues and bindings of the changes where they are missing, with the same
 * arguments as whoever consumes them. A queue that was made with others is used as it is.
 */
final class TopologyDeclaration {

    private final BusTopology topology;

    TopologyDeclaration(BusTopology topology) {
        this.topology = topology;
    }

    void declare(Connection connection) throws IOException {
        try (Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(topology.changesExchange(), BuiltinExchangeType.DIRECT, true);
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        }
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            declareQueue(connection, topology.changesQueue(partition));
            try (Channel channel = connection.createChannel()) {
                channel.queueBind(
                        topology.changesQueue(partition),
                        topology.changesExchange(),
                        Integer.toString(partition));
            } catch (TimeoutException e) {
                throw new IOException("closing a channel took too long", e);
            }
        }
    }

    private static void declareQueue(Connection connection, String queue) throws IOException {
        try (Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, true, false, false, BusTopology.changesQueueArguments());
        } catch (TimeoutException e) {
            throw new IOException("closing a channel took too long", e);
        } catch (IOException e) {
            if (!hasOtherArguments(e)) {
                throw e;
            }
        }
    }

    private static boolean hasOtherArguments(IOException error) {
        return error.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
    }
}
