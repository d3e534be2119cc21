package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.StepRunner.Manner;
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
public final class BatchApplier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);

    // Where one row was held already, others may be: a while of comparing costs less than failing.
    private static final int COMPARED_BATCHES = 20;

    private final Pool pool;
    private final Duration timeout;
    private final SourceDirectory directory;
    private final ApplyMetrics metrics;
    private WarehouseSession session;
    private int comparing;

    BatchApplier(Pool pool, Duration timeout, SourceDirectory directory, ApplyMetrics metrics) {
        this.pool = pool;
        this.timeout = timeout;
        this.directory = directory;
        this.metrics = metrics;
    }

    /**
     * Applies changes in their order; when it returns, they are committed, whether as one
     * transaction or, where the data make trouble, in several.
     *
     * @throws UnfitChangeException if one of them can never be applied; others may be committed,
     *     and it does no harm to hand in all again
     * @throws WarehouseException if the warehouse is to blame: worth another try with all
     */
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
                salvage(change);
            }
        }
    }

    private void transact(List<PreparedChange> changes) {
        if (comparing == 0) {
            try {
                transact(changes, Manner.AS_NEW);
                return;
            } catch (WarehouseException e) {
                if (e.kind() != WarehouseException.Kind.HELD) {
                    throw e;
                }
                LOG.debugf("Rows that were taken to be new are held: %s", e.getMessage());
                comparing = COMPARED_BATCHES;
            }
        }
        comparing--;
        transact(changes, Manner.COMPARING);
    }

    private void salvage(PreparedChange change) throws UnfitChangeException {
        try {
            transact(List.of(change), Manner.SALVAGING);
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

    private void transact(List<PreparedChange> changes, Manner manner) {
        long start = System.nanoTime();
        TransactionTally tally = new TransactionTally();
        try {
            if (session == null) {
                session = WarehouseSession.open(pool, timeout);
            }
            TransactionSources sources = TransactionSources.begin(session, ids(changes));
            StepRunner runner = new StepRunner(session, sources, tally, manner);
            plan(changes, sources, tally).forEach(runner::run);
            sources.commit(session);
        } catch (RuntimeException e) {
            WarehouseException failure =
                    e instanceof WarehouseException known ? known : WarehouseException.of(e);
            undo(failure);
            throw failure;
        }
        metrics.committed(tally, Duration.ofNanos(System.nanoTime() - start));
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

    private static List<Step> plan(
            List<PreparedChange> changes, TransactionSources sources, TransactionTally tally) {
        StepPlanner planner = new StepPlanner();
        for (PreparedChange change : changes) {
            SourceState source = sources.of(change.position().source());
            if (source == null) {
                continue;
            }
            Verdict verdict =
                    source.admit(change.position(), change instanceof PreparedChange.Opened);
            tally.judged(source.name(), verdict);
            if (verdict == Verdict.AFTER_GAP || verdict == Verdict.UNOPENED) {
                LOG.warnf("Event %s is %s", change.position(), verdict);
            }
            if (verdict.isApplied()) {
                source.see(change);
                planner.add(source.id(), change);
            }
        }
        return planner.finish();
    }

    private void undo(WarehouseException failure) {
        try {
            if (session != null) {
                session.rollback();
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
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
