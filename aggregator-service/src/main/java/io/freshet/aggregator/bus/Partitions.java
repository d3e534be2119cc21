package io.freshet.aggregator.bus;

import io.freshet.aggregator.alerts.AlertWatch;
import io.freshet.aggregator.apply.BatchAppliers;
import io.freshet.aggregator.apply.JournalPruning;
import io.freshet.aggregator.apply.RowsAsideWatch;
import io.freshet.aggregator.apply.SummaryProof;
import io.freshet.aggregator.intake.ChangePreparation;
import io.freshet.aggregator.schema.SummaryBuilding;
import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.aggregator.schema.WarehouseWatch;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.runtime.StartListener;
import io.freshet.runtime.VitalThread;
import io.freshet.runtime.alerts.StartAlerts;
import io.freshet.runtime.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Starts and stops the threads that read and apply: two for each partition, once the warehouse is
 * ready.
 */
@ApplicationScoped
class Partitions {

    private static final Logger LOG = Logger.getLogger(Partitions.class);

    private final AggregatorSettings settings;
    private final WarehousePreparation warehouse;
    private final BrokerConnector broker;
    private final ChangePreparation preparation;
    private final BatchAppliers appliers;
    private final DeadLetters deadLetters;
    private final WarehouseWatch watch;
    private final SummaryProof proof;
    private final SummaryBuilding building;
    private final JournalPruning pruning;
    private final RowsAsideWatch rowsAside;
    private final AlertWatch alerts;
    private final FreshetConfig config;
    private final Tracing tracing;
    private final ForeignChanges foreign;
    private final MeterRegistry registry;
    private final List<PartitionReader> readers = new CopyOnWriteArrayList<>();
    private final List<Thread> working = new ArrayList<>();
    private Thread starting;
    private boolean stopped;

    Partitions(
            AggregatorSettings settings,
            WarehousePreparation warehouse,
            BrokerConnector broker,
            ChangePreparation preparation,
            BatchAppliers appliers,
            DeadLetters deadLetters,
            WarehouseWatch watch,
            SummaryProof proof,
            SummaryBuilding building,
            JournalPruning pruning,
            RowsAsideWatch rowsAside,
            AlertWatch alerts,
            FreshetConfig config,
            Tracing tracing,
            ForeignChanges foreign,
            MeterRegistry registry) {
        this.registry = registry;
        this.tracing = tracing;
        this.rowsAside = rowsAside;
        this.foreign = foreign;
        this.alerts = alerts;
        this.config = config;
        this.pruning = pruning;
        this.building = building;
        this.proof = proof;
        this.watch = watch;
        this.settings = settings;
        this.warehouse = warehouse;
        this.broker = broker;
        this.preparation = preparation;
        this.appliers = appliers;
        this.deadLetters = deadLetters;
    }

    void start(@Observes StartupEvent event) {
        for (int partition : settings.partitions()) {
            if (partition < 0 || partition >= BusTopology.PARTITIONS) {
                throw new IllegalArgumentException(
                        "freshet.aggregator.partitions must be numbers from 0 to %d, not %d"
                                .formatted(BusTopology.PARTITIONS - 1, partition));
            }
        }
        starting = VitalThread.of("aggregator-start", this::prepareAndRead);
        starting.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        synchronized (this) {
            stopped = true;
            running.add(starting);
            running.addAll(working);
        }
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            thread.join(AggregatorLimits.STOP.toMillis());
        }
    }

    /** How many of this replica's partitions have a consumer at the broker. */
    long consuming() {
        return readers.stream().filter(PartitionReader::isConsuming).count();
    }

    /** Whether every thread that was started for a partition still runs. */
    synchronized boolean areAlive() {
        return working.stream().allMatch(Thread::isAlive);
    }

    private void prepareAndRead() {
        RetryPause pause = new RetryPause(LOG, "Making the warehouse ready");
        StartListener told = new StartAlerts("Applying to the warehouse", LOG::warn);
        try {
            while (!warehouse.isPrepared()) {
                try {
                    warehouse.prepare();
                    pause.afterSuccess();
                } catch (RuntimeException e) {
                    pause.afterFailure(e);
                    if (pause.failing().compareTo(AggregatorLimits.PREPARATION_FAILING) > 0) {
                        told.failed(config.alerts(), String.valueOf(e.getMessage()));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        settings.partitions().forEach(this::read);
        if (alerts.isWanted()) {
            repeat(
                    "alerts",
                    "Looking what to alert of",
                    () -> lookForAlerts(told),
                    AggregatorLimits.ALERT_LOOK);
        }
        repeat(
                "warehouse-watch",
                "Looking at the warehouse",
                watch::look,
                AggregatorLimits.WAREHOUSE_LOOK);
        repeat("summary-proof", "Proving summaries", proof::pass, AggregatorLimits.PROOF_REST);
        repeat(
                "summary-building",
                "Filling summaries",
                building::pass,
                AggregatorLimits.BUILDING_LOOK);
        repeat(
                "journal-pruning",
                "Pruning the journal",
                pruning::pass,
                AggregatorLimits.JOURNAL_PRUNING);
        repeat(
                "rows-aside",
                "Counting rows that are set aside",
                rowsAside::look,
                AggregatorLimits.ROWS_ASIDE_LOOK);
    }

    private void lookForAlerts(StartListener told) {
        told.started(config.alerts());
        alerts.look();
    }

    private void repeat(String thread, String what, Runnable work, Duration between) {
        start(VitalThread.of(thread, new Repetition(work, between, new RetryPause(LOG, what))));
    }

    private void read(int partition) {
        ReadyQueue ready = new ReadyQueue(settings.batchRows());
        PartitionMetrics metrics =
                new PartitionMetrics(
                        partition, broker.topology().changesQueue(partition), registry);
        PartitionReader reader =
                new PartitionReader(
                        partition,
                        settings.prefetch(),
                        broker,
                        preparation,
                        ready,
                        foreign,
                        metrics);
        readers.add(reader);
        PartitionApplier applier =
                new PartitionApplier(
                        ready,
                        appliers.create(),
                        deadLetters,
                        warehouse,
                        new RetryPause(
                                PartitionApplier.LOG,
                                "Applying changes of partition " + partition,
                                metrics::applyFailed),
                        tracing);
        start(VitalThread.of("changes-%d-read".formatted(partition), reader));
        start(VitalThread.of("changes-%d-apply".formatted(partition), applier));
    }

    private synchronized void start(Thread thread) {
        if (!stopped) {
            working.add(thread);
            thread.start();
        }
    }
}
