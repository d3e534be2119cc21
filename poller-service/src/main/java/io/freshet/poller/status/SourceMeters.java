package io.freshet.poller.status;

import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.poller.warehouse.OwnedSource;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The sources' metrics, as the contract names them. Thread-safe. */
@ApplicationScoped
public class SourceMeters {

    private static final String SOURCE = "source";

    /** In these states nothing is read. */
    private static final Set<SourceState> DOWN =
            EnumSet.of(SourceState.UNREACHABLE, SourceState.DRIFTED, SourceState.RESTRICTED);

    private final MeterRegistry registry;
    private final Clock clock;
    private final SourceStatuses statuses;
    private final Map<String, SourceMeter> meters = new ConcurrentHashMap<>();
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    public SourceMeters(MeterRegistry registry, SourceStatuses statuses) {
        this.registry = registry;
        this.clock = registry.config().clock();
        this.statuses = statuses;
    }

    /** The meters of a source; registers them when first asked. */
    public SourceMeter of(OwnedSource source) {
        return meters.computeIfAbsent(source.name(), name -> register(source));
    }

    private SourceMeter register(OwnedSource source) {
        gauge(source, "freshet.source.up", "1 while the source can be read", this::isUp);
        gauge(
                source,
                "freshet.source.lag.rows",
                "Estimate of committed rows that are not published yet",
                SourceStatus::lagRows);
        gauge(
                source,
                "freshet.source.high.water.mark",
                "Highest key published, NaN before the first; for people to read",
                status ->
                        status.highWaterMark() == Long.MIN_VALUE
                                ? Double.NaN
                                : status.highWaterMark());
        gauge(
                source,
                "freshet.source.pending.gaps",
                "Gaps: ranges of keys in which no row was seen and one may still appear",
                SourceStatus::pendingGaps);
        gauge(
                source,
                "freshet.source.tables.aside",
                "Tables that are set aside while the others of the source are read",
                status -> status.tables().size());
        gauge(
                source,
                "freshet.source.differences",
                "Rows found different by reconciliation since the poller started",
                SourceStatus::differences);
        return new SourceMeter(
                Timer.builder("freshet.poll")
                        .description("Time from sending a poll to the source's answer")
                        .tag(SOURCE, source.name())
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2))
                        .register(registry),
                Counter.builder("freshet.changes.published")
                        .description("Rows published as change events")
                        .tag(SOURCE, source.name())
                        .register(registry),
                reconciled(source, "new"),
                reconciled(source, "changed"),
                reconciled(source, "gone"),
                share(source));
    }

    private Counter reconciled(OwnedSource source, String kind) {
        return Counter.builder("freshet.source.reconciled.rows")
                .description("Rows that reconciliation found, and not a poll")
                .tag(SOURCE, source.name())
                .tag("kind", kind)
                .register(registry);
    }

    private TimeShare share(OwnedSource source) {
        TimeShare share = new TimeShare(clock.monotonicTime());
        Gauge.builder("freshet.source.time.share", share, TimeShare::share)
                .description("Share of the source's time that reading it takes")
                .tag(SOURCE, source.name())
                .register(registry);
        return share;
    }

    /**
     * The first proof makes the metric: before it there is no age. Nor is there one while a source
     * is opened again and not proven since: NaN.
     */
    private void provenAge(SourceReport report, String name) {
        if (report.status().auditedAt() > 0 && proven.add(name)) {
            gauge(
                    report.source(),
                    name,
                    "freshet.source.proven.age.seconds",
                    "Since everything was proven equal in source and warehouse",
                    this::sinceProof);
        }
    }

    private double sinceProof(SourceStatus status) {
        return status.auditedAt() > 0
                ? (clock.wallTime() - status.auditedAt() / 1_000.0) / 1_000
                : Double.NaN;
    }

    /** Takes in the newest report on a source. */
    public void told(SourceReport report) {
        provenAge(report, report.status().published().source());
    }

    private double isUp(SourceStatus status) {
        return DOWN.contains(status.state()) ? 0 : 1;
    }

    private void gauge(
            OwnedSource source,
            String name,
            String description,
            ToDoubleFunction<SourceStatus> value) {
        gauge(source.id(), source.name(), name, description, value);
    }

    private void gauge(
            int source,
            String sourceName,
            String name,
            String description,
            ToDoubleFunction<SourceStatus> value) {
        Gauge.builder(name, statuses, all -> value(all, source, value))
                .description(description)
                .tag(SOURCE, sourceName)
                .register(registry);
    }

    private static double value(
            SourceStatuses all, int source, ToDoubleFunction<SourceStatus> value) {
        return all.find(source)
                .map(SourceReport::status)
                .map(value::applyAsDouble)
                .orElse(Double.NaN);
    }
}
