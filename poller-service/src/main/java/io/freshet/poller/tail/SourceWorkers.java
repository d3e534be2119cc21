package io.freshet.poller.tail;

import io.freshet.configuration.FreshetConfig;
import io.freshet.poller.publish.ChangeSender;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.status.SourceMeters;
import io.freshet.poller.status.SourceReport;
import io.freshet.poller.status.SourceStatuses;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.EventLoops;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.runtime.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;

/** Makes workers for sources. Thread-safe. */
@ApplicationScoped
public class SourceWorkers {

    private final FreshetConfig config;
    private final SourceConnector connector;
    private final HeldState held;
    private final ChangeSender sender;
    private final Tracing tracing;
    private final LoadingSlots slots;
    private final AppliedWatch applied;
    private final EventLoops loops;
    private final SourceStatuses statuses;
    private final SourceMeters meters;

    SourceWorkers(
            FreshetConfig config,
            SourceConnector connector,
            HeldState held,
            ChangeSender sender,
            Tracing tracing,
            LoadingSlots slots,
            AppliedWatch applied,
            EventLoops loops,
            SourceStatuses statuses,
            SourceMeters meters) {
        this.config = config;
        this.connector = connector;
        this.held = held;
        this.sender = sender;
        this.tracing = tracing;
        this.slots = slots;
        this.applied = applied;
        this.loops = loops;
        this.statuses = statuses;
        this.meters = meters;
    }

    /**
     * Starts tailing a source.
     *
     * @param fence the newest fencing token of its lease
     */
    public SourceWorker start(OwnedSource source, long fence) {
        EventLoop loop = loops.create();
        SourceMeter meter = meters.of(source);
        StatusLine status =
                new StatusLine(
                        source.id(), source.name(), fence, loop, meter::differences, this::tell);
        TailedSource tailed =
                new TailedSource(
                        source,
                        config.pipelines().find(source.config().pipeline()).orElseThrow(),
                        connector,
                        held,
                        sender,
                        tracing,
                        slots,
                        loop,
                        meter,
                        status);
        SourceWorker worker = new SourceWorker(tailed, applied, () -> statuses.remove(source.id()));
        long pollMillis = source.config().pollInterval().toMillis();
        long phase = Math.max(1, Math.min(pollMillis, 1_000));
        worker.start(1 + ThreadLocalRandom.current().nextLong(phase));
        return worker;
    }

    private void tell(SourceReport report) {
        statuses.put(report);
        meters.told(report);
    }
}
