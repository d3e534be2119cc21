package io.freshet.aggregator.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.apply.ApplyMetrics;
import io.freshet.aggregator.apply.ChangeApplier;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.events.Position;
import io.freshet.runtime.retry.Backoff;
import io.freshet.runtime.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages that cannot be applied for now. */
class PartitionApplierTest {

    /** A warehouse that takes everything, or fails for as long as it is told to. */
    private static final class StandInWarehouse implements ChangeApplier {

        private final List<Position> applied = new CopyOnWriteArrayList<>();
        private volatile boolean failing;

        @Override
        public void apply(List<PreparedChange> changes) {
            if (failing) {
                throw new IllegalStateException("the warehouse does not answer");
            }
            changes.forEach(change -> applied.add(change.position()));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /** Each permit lets one more attempt be made, a minute after the one before. */
    private final Semaphore attempts = new Semaphore(0);

    private final AtomicLong nanos = new AtomicLong();
    private final StandInWarehouse warehouse = new StandInWarehouse();
    private final StandInBroker first = new StandInBroker();
    private final StandInBroker second = new StandInBroker();
    private final ReadyQueue ready = new ReadyQueue(100);
    private Thread thread;

    @BeforeEach
    void start() {
        DeadLetters deadLetters =
                new DeadLetters(
                        new BrokerConnector(null, "test"),
                        new ApplyMetrics(new SimpleMeterRegistry()));
        RetryPause pause =
                new RetryPause(
                        Logger.getLogger(PartitionApplierTest.class),
                        "Applying",
                        () -> {},
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                        nanos::get,
                        millis -> {
                            attempts.acquire();
                            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                        });
        thread =
                new Thread(
                        new PartitionApplier(
                                ready, warehouse, deadLetters, null, pause, Tracing.OFF));
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private static Position position(long sequence) {
        return new Position("s", 1, sequence);
    }

    private static Received fit(StandInBroker broker, long sequence) {
        return new Received.Fit(
                broker.delivery(sequence), new PreparedChange.Passed(position(sequence)));
    }

    private static Received unfit(StandInBroker broker, long sequence) {
        return new Received.Unfit(
                broker.delivery(sequence), "rubbish", Optional.of(position(sequence)));
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Test
    void whatIsAppliedIsAcknowledgedUpToTheNewest() throws InterruptedException {
        ready.put(fit(first, 1));
        ready.put(fit(first, 2));

        awaitTrue(() -> first.acknowledged.contains(2L));

        assertThat(warehouse.applied).containsExactly(position(1), position(2));
        assertThat(first.aborted).isFalse();
    }

    @Test
    void nothingOfAGivenUpConnectionIsAppliedAsItAllComesAgain() throws InterruptedException {
        // Given a message that can be neither applied nor put into the dead-letter queue
        first.opensChannels = false;
        attempts.release();
        ready.put(unfit(first, 1));
        awaitTrue(() -> first.aborted);

        // When others of the same connection were read already, and then come again on the next
        ready.put(fit(first, 2));
        ready.put(unfit(second, 1));
        ready.put(fit(second, 2));

        // Then
        awaitTrue(() -> second.acknowledged.contains(2L));
        assertThat(first.acknowledged).isEmpty();
        assertThat(warehouse.applied).containsExactly(position(1), position(2));
    }

    @Test
    void messagesAreHeldWhileTheWarehouseFailsForAShortTime() throws InterruptedException {
        warehouse.failing = true;
        ready.put(fit(first, 1));
        attempts.release(3);
        awaitTrue(() -> nanos.get() == Duration.ofMinutes(3).toNanos());

        warehouse.failing = false;
        attempts.release();

        awaitTrue(() -> first.acknowledged.contains(1L));
        assertThat(first.aborted).isFalse();
        assertThat(warehouse.applied).containsExactly(position(1));
    }

    @Test
    void messagesAreGivenBackBeforeTheBrokerClosesTheChannel() throws InterruptedException {
        warehouse.failing = true;
        attempts.release(100);

        ready.put(fit(first, 1));

        awaitTrue(() -> first.aborted);
        assertThat(Duration.ofNanos(nanos.get()))
                .isGreaterThan(AggregatorLimits.LONGEST_HOLD)
                .isLessThan(AggregatorLimits.LONGEST_HOLD.plusMinutes(3));
        assertThat(first.acknowledged).isEmpty();
    }
}
