package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.freshet.aggregator.intake.ChangePreparation;
import io.freshet.aggregator.intake.ForeignChangeException;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.warehouse.WarehouseException;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads one partition's queue: connects, and connects again whenever the connection, the channel or
 * the consumer is lost, decodes what comes and puts it into the ready queue. Runs in a thread of
 * its own until that is interrupted.
 */
final class PartitionReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(PartitionReader.class);

    private final int partition;
    private final int prefetch;
    private final BrokerConnector broker;
    private final ChangePreparation preparation;
    private final ReadyQueue ready;
    private final ForeignChanges foreign;
    private final PartitionMetrics metrics;
    private volatile boolean consuming;

    PartitionReader(
            int partition,
            int prefetch,
            BrokerConnector broker,
            ChangePreparation preparation,
            ReadyQueue ready,
            ForeignChanges foreign,
            PartitionMetrics metrics) {
        this.metrics = metrics;
        this.partition = partition;
        this.prefetch = prefetch;
        this.broker = broker;
        this.preparation = preparation;
        this.ready = ready;
        this.foreign = foreign;
    }

    /** Whether the broker knows this reader as a consumer of the queue, active or standing by. */
    boolean isConsuming() {
        return consuming;
    }

    @Override
    public void run() {
        RetryPause pause =
                new RetryPause(
                        LOG,
                        "Reading change events of partition " + partition,
                        metrics::readFailed);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                try (Connection connection = broker.connect("freshet aggregator " + partition)) {
                    read(connection, pause);
                } catch (IOException | RuntimeException e) {
                    consuming = false;
                    metrics.lost();
                    pause.afterFailure(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        consuming = false;
    }

    private void read(Connection connection, RetryPause pause)
            throws IOException, InterruptedException {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        broker.declare(connection, partition);
        Channel channel = connection.createChannel();
        channel.basicQos(prefetch);
        Consumption consumer =
                new Consumption(channel, broker.topology().changesQueue(partition), deliveries);
        channel.basicConsume(consumer.queue, false, consumer);
        consuming = true;
        pause.afterSuccess();
        while (channel.isOpen() && !consumer.cancelled) {
            metrics.look(channel);
            Delivery delivery =
                    deliveries.poll(AggregatorLimits.READER_LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery != null) {
                ready.put(prepare(delivery));
            }
        }
        throw new IOException("the connection to the broker was lost", channel.getCloseReason());
    }

    private Received prepare(Delivery delivery) throws InterruptedException {
        RetryPause pause = new RetryPause(LOG, "Looking up a source of partition " + partition);
        while (true) {
            try {
                PreparedChange change =
                        preparation.prepare(delivery.body(), delivery.installation());
                pause.afterSuccess();
                return new Received.Fit(delivery, change);
            } catch (ForeignChangeException e) {
                foreign.refused(e.getMessage());
                return new Received.Refused(delivery);
            } catch (UnfitChangeException e) {
                return Received.Unfit.of(delivery, e);
            } catch (WarehouseException e) {
                pause.afterFailure(e);
            }
        }
    }

    /** Takes messages from the client's threads. The broker's prefetch limit bounds the queue. */
    private static final class Consumption extends DefaultConsumer {

        private final String queue;
        private final BlockingQueue<Delivery> deliveries;
        private volatile boolean cancelled;

        Consumption(Channel channel, String queue, BlockingQueue<Delivery> deliveries) {
            super(channel);
            this.queue = queue;
            this.deliveries = deliveries;
        }

        @Override
        public void handleDelivery(
                String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            deliveries.add(
                    new Delivery(getChannel(), envelope.getDeliveryTag(), queue, properties, body));
        }

        @Override
        public void handleCancel(String tag) {
            cancelled = true;
        }
    }
}
