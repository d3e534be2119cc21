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
                "Estimate of the committed rows that are not published yet",
                SourceStatus::lagRows);
        gauge(
                source,
                "freshet.source.high.water.mark",
                "Highest key that is published",
                SourceStatus::highWaterMark);
        gauge(
                source,
                "freshet.source.pending.gaps",
                "Ranges of keys without a row that are still watched",
                SourceStatus::pendingGaps);
        gauge(
                source,
                "freshet.source.audit.age.seconds",
                "Since the last complete comparison of source and warehouse",
                status -> (System.currentTimeMillis() - status.auditedAt() / 1_000.0) / 1_000);
        gauge(
                source,
                "freshet.source.differences",
                "Ranges of keys found changed by comparisons since the poller started",
                SourceStatus::differences);
        return new SourceMeter(
                Timer.builder("freshet.poll")
                        .description("How long the source takes to answer a poll")
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
                        .description("Rows published")
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
