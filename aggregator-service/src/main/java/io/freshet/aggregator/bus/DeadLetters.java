package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.freshet.aggregator.apply.ApplyMetrics;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.events.BusTopology;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps what can never be applied, with the reason. Thread-safe; blocks. */
@Singleton
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String DEFAULT_EXCHANGE = "";

    private final BrokerConnector broker;
    private final ApplyMetrics metrics;

    DeadLetters(BrokerConnector broker, ApplyMetrics metrics) {
        this.broker = broker;
        this.metrics = metrics;
    }

    /**
     * Puts a message into the dead-letter queue; when it returns, the broker has it, or it was
     * dropped as the queue holds {@link AggregatorLimits#DEAD_LETTERS}: it must not fill the
     * broker's disk. The message itself is not acknowledged.
     *
     * @throws IOException if the broker does not take it. Its connection is the one that the
     *     message came on: where that is lost, the message will come again.
     */
    void keep(Received.Unfit message) throws IOException {
        Delivery delivery = message.delivery();
        LOG.warnf(
                "A message of %s goes to the dead-letter queue: %s",
                delivery.queue(), message.reason());
        broker.declareDeadLetters(delivery.channel().getConnection());
        Channel channel = delivery.channel().getConnection().createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel");
        }
        AtomicBoolean returned = new AtomicBoolean();
        try (channel) {
            if (channel.messageCount(broker.topology().deadLetterQueue())
                    >= AggregatorLimits.DEAD_LETTERS) {
                drop(message);
                return;
            }
            channel.confirmSelect();
            channel.addReturnListener(unroutable -> returned.set(true));
            channel.basicPublish(
                    DEFAULT_EXCHANGE,
                    broker.topology().deadLetterQueue(),
                    true,
                    properties(message),
                    delivery.body());
            if (!channel.waitForConfirms(AggregatorLimits.DEAD_LETTER_CONFIRM.toMillis())
                    || returned.get()) {
                throw new IOException("the broker did not take a dead-lettered message");
            }
        } catch (TimeoutException e) {
            throw new IOException("the broker did not confirm a dead-lettered message in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while keeping a dead-lettered message", e);
        }
        metrics.deadLetter();
    }

    private void drop(Received.Unfit message) {
        LOG.warnf(
                "It is dropped, as %s holds %d messages already (from %s). See what they are with"
                        + " ./freshet dead-letters list, put right what makes them, and discard them.",
                broker.topology().deadLetterQueue(),
                AggregatorLimits.DEAD_LETTERS,
                message.delivery().queue());
        metrics.deadLetterDropped();
    }

    private static AMQP.BasicProperties properties(Received.Unfit message) {
        AMQP.BasicProperties original = message.delivery().properties();
        Map<String, Object> headers = new HashMap<>();
        if (original.getHeaders() != null) {
            headers.putAll(original.getHeaders());
        }
        String reason = message.reason();
        headers.put(
                BusTopology.REASON_HEADER,
                reason.substring(
                        0, Math.min(reason.length(), AggregatorLimits.DEAD_LETTER_REASON)));
        headers.put(BusTopology.ORIGIN_HEADER, message.delivery().queue());
        message.position()
                .ifPresent(position -> headers.put(BusTopology.SOURCE_HEADER, position.source()));
        return original.builder()
                .headers(headers)
                .timestamp(Date.from(Instant.now()))
                .deliveryMode(2)
                .build();
    }
}
