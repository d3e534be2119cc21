package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.aggregator.intake.Definitions;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.plan.Step;
import io.freshet.aggregator.plan.StepPlanner;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Applies batches of changes, each in one transaction, over a connection of its own. For one
 * thread, which it blocks; not for event loops.
 */
public final class BatchApplier implements ChangeApplier {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);

    private final Pool pool;
    private final Duration timeout;
    private final SourceDirectory directory;
    private final ApplyMetrics metrics;
    private final Definitions definitions;
    private final Map<String, StarPlan> stars;
    private final Refusals refusals = new Refusals();
    private WarehouseConnection connection;
    private int upserting;

    BatchApplier(
            Pool pool,
            Duration timeout,
            SourceDirectory directory,
            ApplyMetrics metrics,
            Definitions definitions,
            Map<String, StarPlan> stars) {
        this.stars = stars;
        this.definitions = definitions;
        this.pool = pool;
        this.timeout = timeout;
        this.directory = directory;
        this.metrics = metrics;
    }

    /**
     * {@inheritDoc}
     *
     * <p>As one transaction or, where the data make trouble, in several.
     */
    @Override
    public void apply(List<PreparedChange> changes) throws UnfitChangeException {
        try {
            transact(changes);
        } catch (WarehouseException e) {
            if (!isOfData(e)) {
                throw e;
            }
            LOG.warnf(
                    "The warehouse refuses a batch of %d events: %s",
                    changes.size(), e.getMessage());
            for (PreparedChange change : changes) {
                bisect(change);
            }
        }
    }

    private void transact(List<PreparedChange> changes) {
        if (upserting == 0) {
            try {
                transact(changes, WriteMode.INSERT);
                return;
            } catch (WarehouseException e) {
                if (e.kind() != WarehouseException.Kind.HELD) {
                    throw e;
                }
                LOG.debugf("Rows that were taken to be new are held: %s", e.getMessage());
                // Others may be held, too: a while of comparing costs less than failing.
                upserting = AggregatorLimits.UPSERTED_BATCHES;
            }
        }
        upserting--;
        transact(changes, WriteMode.UPSERT);
    }

    private void bisect(PreparedChange change) throws UnfitChangeException {
        try {
            transact(List.of(change), WriteMode.BISECT);
        } catch (WarehouseException e) {
            if (!isOfData(e)) {
                throw e;
            }
            throw new UnfitChangeException(change.position(), e.getMessage(), e);
        }
    }

    private static boolean isOfData(WarehouseException failure) {
        return failure.kind() == WarehouseException.Kind.DATA
                || failure.kind() == WarehouseException.Kind.HELD;
    }

    /** Applies changes in one transaction, written in that mode. */
    void transact(List<PreparedChange> changes, WriteMode mode) {
        long start = System.nanoTime();
        TransactionMetrics counted = new TransactionMetrics();
        try {
            if (connection == null) {
                connection = WarehouseConnection.open(pool, timeout);
            }
            TransactionSources sources =
                    TransactionSources.begin(connection, ids(changes), definitions);
            StepRunner runner = new StepRunner(connection, sources, counted, mode);
            List<Step> steps = plan(changes, sources, counted);
            steps.forEach(runner::run);
            new StarKeeper(connection, counted, stars).keep(sources.touched(), steps);
            sources.commit(connection);
        } catch (RuntimeException e) {
            WarehouseException failure =
                    e instanceof WarehouseException known ? known : WarehouseException.of(e);
            undo(failure);
            throw failure;
        }
        metrics.committed(counted, Duration.ofNanos(System.nanoTime() - start));
    }

    private Map<String, Integer> ids(List<PreparedChange> changes) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (PreparedChange change : changes) {
            String name = change.position().source();
            if (!ids.containsKey(name)) {
                directory.find(name).ifPresent(source -> ids.put(name, source.id()));
            }
        }
        return ids;
    }

    private List<Step> plan(
            List<PreparedChange> changes, TransactionSources sources, TransactionMetrics counted) {
        StepPlanner planner = new StepPlanner();
        for (PreparedChange change : changes) {
            SourceProgress source = sources.of(change.position().source());
            if (source == null) {
                refusals.unknown(change.position());
                continue;
            }
            Admission admission = refusals.note(change.position(), source.admit(change));
            counted.admitted(source.name(), admission);
            if (admission.isApplied()) {
                source.see(change);
                planner.add(source.id(), change);
            }
        }
        return planner.finish();
    }

    private void undo(WarehouseException failure) {
        try {
            if (connection != null) {
                connection.rollback();
            }
            if (isOfData(failure)) {
                return;
            }
        } catch (WarehouseException e) {
            LOG.debugf("The connection is not fit for a rollback: %s", e.getMessage());
        }
        directory.forget();
        close();
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
