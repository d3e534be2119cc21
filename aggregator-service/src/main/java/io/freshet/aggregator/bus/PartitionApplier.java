package io.freshet.aggregator.bus;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import io.freshet.aggregator.apply.BatchTrace;
import io.freshet.aggregator.apply.ChangeApplier;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.runtime.tracing.Tracing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Applies what the reader of its partition made ready, and acknowledges it once it is committed.
 * Runs in a thread of its own until that is interrupted.
 */
final class PartitionApplier implements Runnable {

    static final Logger LOG = Logger.getLogger(PartitionApplier.class);

    private final ReadyQueue ready;
    private final ChangeApplier applier;
    private final DeadLetters deadLetters;
    private final WarehousePreparation warehouse;
    private final RetryPause pause;
    private final Tracing tracing;
    private Channel released;

    PartitionApplier(
            ReadyQueue ready,
            ChangeApplier applier,
            DeadLetters deadLetters,
            WarehousePreparation warehouse,
            RetryPause pause,
            Tracing tracing) {
        this.ready = ready;
        this.applier = applier;
        this.deadLetters = deadLetters;
        this.warehouse = warehouse;
        this.pause = pause;
        this.tracing = tracing;
    }

    @Override
    public void run() {
        try (applier) {
            while (!Thread.currentThread().isInterrupted()) {
                settle(ready.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(List<Received> taken) throws InterruptedException {
        List<Received> batch = new ArrayList<>(taken);
        batch.removeIf(message -> message.delivery().channel() == released);
        while (!batch.isEmpty()) {
            try {
                keepUnfit(batch);
                apply(batch);
                pause.afterSuccess();
                acknowledge(batch);
                return;
            } catch (UnfitChangeException e) {
                replace(batch, e);
            } catch (IOException | AlreadyClosedException e) {
                pause.afterFailure(e);
                release(batch);
                return;
            } catch (RuntimeException e) {
                pause.afterFailure(e);
                if (pause.failing().compareTo(AggregatorLimits.LONGEST_HOLD) > 0) {
                    release(batch);
                    return;
                }
                prepareAnew(e);
            }
        }
    }

    private void keepUnfit(List<Received> batch) throws IOException {
        for (int index = 0; index < batch.size(); index++) {
            if (batch.get(index) instanceof Received.Unfit unfit) {
                deadLetters.keep(unfit);
                batch.set(index, unfit.kept());
            }
        }
    }

    private void apply(List<Received> batch) throws UnfitChangeException {
        List<PreparedChange> changes = changes(batch);
        try (BatchTrace trace = BatchTrace.begin(tracing, () -> carried(batch))) {
            try {
                applier.apply(changes);
            } catch (UnfitChangeException | RuntimeException e) {
                trace.failed(e);
                throw e;
            }
        }
    }

    private static List<PreparedChange> changes(List<Received> batch) {
        return batch.stream().flatMap(message -> message.change().stream()).toList();
    }

    private static List<BatchTrace.Carried> carried(List<Received> batch) {
        return batch.stream()
                .flatMap(
                        message ->
                                message.change().stream()
                                        .map(
                                                change ->
                                                        new BatchTrace.Carried(
                                                                change,
                                                                message.delivery().traceParent())))
                .toList();
    }

    private static void replace(List<Received> batch, UnfitChangeException unfit) {
        for (int index = 0; index < batch.size(); index++) {
            Received message = batch.get(index);
            if (message.change().map(PreparedChange::position).equals(unfit.position())) {
                batch.set(index, Received.Unfit.of(message.delivery(), unfit));
            }
        }
    }

    /**
     * Everything up to the newest message of a channel is applied, as one partition's messages are
     * applied in the order in which they came: one acknowledgement does for all.
     */
    private static void acknowledge(List<Received> batch) {
        Map<Channel, Long> newest = new LinkedHashMap<>();
        batch.forEach(
                message -> newest.put(message.delivery().channel(), message.delivery().tag()));
        newest.forEach(
                (channel, tag) -> {
                    try {
                        channel.basicAck(tag, true);
                    } catch (IOException | AlreadyClosedException e) {
                        LOG.debugf("Applied messages will come again: %s", e.getMessage());
                    }
                });
    }

    /**
     * Gives messages back to the broker, together with all that came after them: applied without
     * them, those would make them look like duplicates.
     */
    private void release(List<Received> batch) {
        released = batch.get(batch.size() - 1).delivery().channel();
        released.getConnection().abort();
    }

    private void prepareAnew(RuntimeException failure) {
        if (failure instanceof WarehouseException refusal
                && refusal.kind() == WarehouseException.Kind.SCHEMA) {
            try {
                warehouse.prepareAgain();
            } catch (RuntimeException e) {
                LOG.warnf("The warehouse cannot be made ready: %s", e.getMessage());
            }
        }
    }
}
