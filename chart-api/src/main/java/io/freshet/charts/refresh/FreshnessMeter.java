package io.freshet.charts.refresh;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.ChartTime;
import io.freshet.charts.warehouse.AppliedNotice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long changes take from their commit until they are served. Not thread-safe: belongs
 * to the thread that refreshes.
 */
@Singleton
final class FreshnessMeter {

    private static final Duration[] LEVELS =
            Stream.of(10, 20, 30, 50, 80, 100, 130, 160, 200, 300, 500)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);
    private static final Duration[] SLOW_LEVELS =
            Stream.of(1, 2, 5, 10, 30, 60, 300, 3_600)
                    .map(Duration::ofSeconds)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Timer> timers = new HashMap<>();
    private final Deque<AppliedNotice> pending = new ArrayDeque<>();

    @Inject
    FreshnessMeter(MeterRegistry registry, @ChartTime Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Takes note of changes that are still to be served. */
    void expect(List<AppliedNotice> notices) {
        for (AppliedNotice notice : notices) {
            if (notice.since() > 0) {
                if (pending.size() == ChartLimits.PENDING_NOTICES) {
                    pending.removeFirst();
                }
                pending.addLast(notice);
            }
        }
    }

    /**
     * Measures what is served now.
     *
     * @param versions per source, the version that is served
     */
    void served(Map<Integer, Long> versions, Sources sources) {
        long now = clock.millis() * 1_000;
        for (Iterator<AppliedNotice> rest = pending.iterator(); rest.hasNext(); ) {
            AppliedNotice notice = rest.next();
            if (notice.version() <= versions.getOrDefault(notice.source(), 0L)) {
                rest.remove();
                String name = sources.nameOf(notice.source());
                if (name != null) {
                    timer(name).record(Duration.ofNanos(Math.max(0, now - notice.since()) * 1_000));
                }
            }
        }
    }

    private Timer timer(String source) {
        return timers.computeIfAbsent(
                source,
                name ->
                        Timer.builder("freshet.freshness")
                                .description(
                                        "Time from a row's commit in the source, or its first"
                                                + " sight, until the charts show it")
                                .tag("source", source)
                                .serviceLevelObjectives(levels())
                                .register(registry));
    }

    private static Duration[] levels() {
        return Stream.concat(Stream.of(LEVELS), Stream.of(SLOW_LEVELS)).toArray(Duration[]::new);
    }
}
