package io.freshet.poller.status;

import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.poller.status.StatusBoard.Standing;
import io.freshet.poller.warehouse.OwnedSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The sources' metrics, as the contract names them. Thread-safe. */
@ApplicationScoped
public class SourceMeters {

    private static final String SOURCE = "source";

    private final MeterRegistry registry;
    private final StatusBoard board;
    private final Map<String, SourceMeter> meters = new ConcurrentHashMap<>();

    SourceMeters(MeterRegistry registry, StatusBoard board) {
        this.registry = registry;
        this.board = board;
    }

    /**
     * What is measured while a source is tailed.
     *
     * @param polls how long each poll took, from question to answer
     * @param published rows published
     */
    public record SourceMeter(Timer polls, Counter published) {}

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
                "Highest key published; for people to read, nothing depends on it",
                SourceStatus::highWaterMark);
        gauge(
                source,
                "freshet.source.pending.gaps",
                "Gaps: ranges of keys in which no row was seen and one may still appear",
                SourceStatus::pendingGaps);
        gauge(
                source,
                "freshet.source.audit.age.seconds",
                "Seconds since the last complete audit of published against held rows",
                status -> (System.currentTimeMillis() - status.auditedAt() / 1_000.0) / 1_000);
        gauge(
                source,
                "freshet.source.differences",
                "Key ranges that reconciliation found different since the poller started",
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
                        .register(registry));
    }

    private double isUp(SourceStatus status) {
        return status.state() == SourceState.UNREACHABLE || status.state() == SourceState.DRIFTED
                ? 0
                : 1;
    }

    private void gauge(
            OwnedSource source,
            String name,
            String description,
            ToDoubleFunction<SourceStatus> value) {
        Gauge.builder(
                        name,
                        board,
                        standings ->
                                standings
                                        .find(source.id())
                                        .map(Standing::status)
                                        .map(value::applyAsDouble)
                                        .orElse(Double.NaN))
                .description(description)
                .tag(SOURCE, source.name())
                .register(registry);
    }
}
