package io.freshet.charts.refresh;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.configuration.BrokerUrl;
import io.freshet.events.SourceStatus;
import io.freshet.events.SourceStatusCodec;
import io.freshet.events.UnreadableEventException;
import io.freshet.runtime.broker.BrokerAccess;
import io.freshet.runtime.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Hears on the bus what pollers say several times a second about their sources, by a queue of its
 * own. Connects, and connects again whenever the connection, the channel or the queue is lost. Runs
 * in a thread of its own, which it blocks, until that is interrupted.
 *
 * <p>Makes exchange and binding again every few seconds: who deletes the exchange takes the binding
 * along, and the broker tells nobody.
 */
final class StatusSubscription implements Runnable {

    private static final Logger LOG = Logger.getLogger(StatusSubscription.class);
    private static final int WITHIN_MILLIS = (int) ChartLimits.CONNECTING.toMillis();

    private final BrokerUrl broker;
    private final String exchange;
    private final Duration declareEvery;
    private final Consumer<List<SourceStatus>> listener;
    private final Backoff backoff = new Backoff(ChartLimits.FIRST_PAUSE, ChartLimits.LONGEST_PAUSE);
    private volatile boolean failing;

    /**
     * @param exchange that pollers publish to
     * @param declareEvery after what time exchange and binding are made again
     * @param listener takes in each message, in this subscription's thread
     */
    StatusSubscription(
            BrokerUrl broker,
            String exchange,
            Duration declareEvery,
            Consumer<List<SourceStatus>> listener) {
        this.broker = broker;
        this.exchange = exchange;
        this.declareEvery = declareEvery;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    hear();
                } catch (IOException | TimeoutException | RuntimeException e) {
                    fails(e);
                    TimeUnit.MILLISECONDS.sleep(backoff.nextMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear() throws IOException, TimeoutException, InterruptedException {
        Connection connection = connect();
        try {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            bind(channel, queue);
            Arrivals arrivals = new Arrivals(channel);
            channel.basicConsume(queue, true, arrivals);
            works();
            long bound = System.nanoTime();
            while (channel.isOpen() && !arrivals.cancelled) {
                byte[] message =
                        arrivals.waiting.poll(
                                ChartLimits.STATUS_LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (message != null) {
                    take(message);
                }
                if (System.nanoTime() - bound >= declareEvery.toNanos()) {
                    bind(channel, queue);
                    bound = System.nanoTime();
                }
            }
            throw new IOException("the connection or the queue was lost", channel.getCloseReason());
        } finally {
            connection.abort(WITHIN_MILLIS);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = BrokerAccess.factory(broker, ChartLimits.CONNECTING);
        factory.setRequestedHeartbeat((int) ChartLimits.BROKER_HEARTBEAT.toSeconds());
        factory.setHandshakeTimeout(WITHIN_MILLIS);
        factory.setChannelRpcTimeout(WITHIN_MILLIS);
        return factory.newConnection("freshet charts");
    }

    private void bind(Channel channel, String queue) throws IOException {
        channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, false);
        channel.queueBind(queue, exchange, "");
    }

    private void take(byte[] message) {
        try {
            listener.accept(SourceStatusCodec.decode(message));
        } catch (UnreadableEventException e) {
            LOG.warnf("Unreadable status message, passed over: %s", e.getMessage());
        }
    }

    private void fails(Exception error) {
        if (!failing) {
            failing = true;
            // The broker's reason is in the cause.
            Throwable reason =
                    error.getMessage() == null && error.getCause() != null
                            ? error.getCause()
                            : error;
            LOG.warnf(
                    "%s: pollers are not heard, and ages go by what the warehouse says once a"
                            + " second; is tried again: %s",
                    broker, reason.getMessage() == null ? reason : reason.getMessage());
        }
    }

    private void works() {
        backoff.reset();
        if (failing) {
            failing = false;
            LOG.infof("%s: pollers are heard again", broker);
        }
    }

    /** Takes messages from the client's thread; the newest, where they come too fast. */
    private static final class Arrivals extends DefaultConsumer {

        private final BlockingQueue<byte[]> waiting =
                new ArrayBlockingQueue<>(ChartLimits.STATUS_MESSAGES_WAITING);
        private volatile boolean cancelled;

        Arrivals(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            while (!waiting.offer(body)) {
                waiting.poll();
            }
        }

        @Override
        public void handleCancel(String tag) {
            cancelled = true;
        }
    }
}
