package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * What one partition's threads tell: how many events wait in its queue, and how often reading and
 * applying failed. {@link #look} and {@link #lost} are for the thread that reads.
 */
final class PartitionMetrics {

    private final String queue;
    private final Counter readRetries;
    private final Counter applyRetries;
    private volatile double waiting = Double.NaN;
    private volatile long looked;
    private volatile boolean everLooked;
    private CompletableFuture<?> asked = CompletableFuture.completedFuture(null);

    /**
     * @param queue the partition's
     */
    PartitionMetrics(int partition, String queue, MeterRegistry registry) {
        this.queue = queue;
        this.readRetries = retries("read", registry);
        this.applyRetries = retries("apply", registry);
        Gauge.builder("freshet.queue.events", () -> waiting)
                .description("Change events that wait in a partition's queue at the broker")
                .tag("partition", Integer.toString(partition))
                .register(registry);
    }

    /** One for all partitions. */
    private static Counter retries(String stage, MeterRegistry registry) {
        return Counter.builder("freshet.retries")
                .description("Attempts that failed and are made again")
                .tag("stage", stage)
                .register(registry);
    }

    /**
     * Asks the broker how many events wait, where it was not asked lately. Does not wait for the
     * answer, as meanwhile events would not be read.
     */
    void look(Channel channel) throws IOException {
        long now = System.nanoTime();
        boolean due = asked.isDone() && now - looked > AggregatorLimits.QUEUE_LOOK.toNanos();
        if (!everLooked || due) {
            looked = now;
            everLooked = true;
            asked =
                    channel.asyncCompletableRpc(
                                    new AMQP.Queue.Declare.Builder().queue(queue).passive().build())
                            .thenAccept(
                                    answer ->
                                            waiting =
                                                    ((AMQP.Queue.DeclareOk) answer.getMethod())
                                                            .getMessageCount());
        }
    }

    /** Nothing is known of the queue any more: the broker is away. */
    void lost() {
        waiting = Double.NaN;
        everLooked = false;
    }

    /** Reading failed, and is tried again. */
    void readFailed() {
        readRetries.increment();
    }

    /** Applying failed, and is tried again. */
    void applyFailed() {
        applyRetries.increment();
    }
}
