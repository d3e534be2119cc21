package io.freshet.lake.service;

import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.ManifestChain;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What the lake counts. Thread-safe. */
@Singleton
public class LakeMetrics {

    private static final String SOURCE = "source";

    /** How the lake stands with one source. */
    private record Standing(double lag, long objects, long bytes, long rows) {}

    private final MeterRegistry registry;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    public LakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Notes how the lake stands with a source. */
    void standing(String source, ManifestChain chain, Duration lag) {
        Standing standing =
                new Standing(
                        lag.toMillis() / 1_000.0,
                        chain.objects().size(),
                        chain.objects().stream().mapToLong(LakeObject::bytes).sum(),
                        chain.objects().stream().mapToLong(LakeObject::rows).sum());
        if (standings.put(source, standing) == null) {
            register(source);
        }
    }

    private void register(String source) {
        gauge(
                source,
                "freshet.lake.lag",
                "Since the oldest change that is not in the lake",
                "seconds",
                Standing::lag);
        gauge(source, "freshet.lake.objects", "Objects that the lake holds", "", Standing::objects);
        gauge(source, "freshet.lake.bytes", "Their size", "", Standing::bytes);
        gauge(source, "freshet.lake.rows", "Changes in them", "", Standing::rows);
        failures(source);
        commits(source);
    }

    private void gauge(
            String source,
            String name,
            String description,
            String unit,
            ToDoubleFunction<Standing> value) {
        Gauge.builder(name, () -> value.applyAsDouble(standings.get(source)))
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tag(SOURCE, source)
                .register(registry);
    }

    /** Counts a commit. */
    void committed(String source) {
        commits(source).increment();
    }

    /** Counts an attempt that failed. */
    void failed(String source) {
        failures(source).increment();
    }

    private Counter commits(String source) {
        return Counter.builder("freshet.lake.commits")
                .description("Commits")
                .tag(SOURCE, source)
                .register(registry);
    }

    private Counter failures(String source) {
        return Counter.builder("freshet.lake.failures")
                .description("Attempts that failed, and are made again")
                .tag(SOURCE, source)
                .register(registry);
    }
}
