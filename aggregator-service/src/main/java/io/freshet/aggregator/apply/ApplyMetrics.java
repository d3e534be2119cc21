package io.freshet.aggregator.apply;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** What the aggregator counts. Thread-safe. */
@Singleton
public class ApplyMetrics {

    private static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    "freshet.changes.applied", "Change events applied",
                    "freshet.changes.duplicate",
                            "Change events skipped, as they were applied before",
                    "freshet.changes.unopened", "Change events refused, as their epoch is not open",
                    "freshet.changes.gaps", "Change events applied after one or more were missing",
                    "freshet.rows.quarantined",
                            "Values quarantined: not what their column declares",
                    "freshet.dead.letters", "Messages put into the dead-letter queue");

    private final MeterRegistry registry;
    private final Timer seconds;
    private final DistributionSummary batchEvents;
    private final Counter changedRows;
    private final Counter repairedRows;

    public ApplyMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.seconds =
                Timer.builder("freshet.apply")
                        .description("Time from taking up a batch of change events to its commit")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofSeconds(10))
                        .register(registry);
        this.batchEvents =
                DistributionSummary.builder("freshet.apply.batch.events")
                        .description("Change events per transaction")
                        .register(registry);
        this.changedRows =
                Counter.builder("freshet.rows.changed")
                        .description("Rows inserted, replaced or deleted in the warehouse")
                        .register(registry);
        this.repairedRows =
                Counter.builder("freshet.rows.repaired")
                        .description(
                                "Held rows that differed from their source when their key range was read again")
                        .register(registry);
    }

    void committed(TransactionMetrics counted, Duration took) {
        seconds.record(took);
        batchEvents.record(counted.events().size());
        changedRows.increment((double) counted.changedRows());
        repairedRows.increment((double) counted.repairedRows());
        for (TransactionMetrics.Admitted event : counted.events()) {
            String name =
                    switch (event.admission()) {
                        case IN_ORDER, AFTER_GAP -> "freshet.changes.applied";
                        case DUPLICATE -> "freshet.changes.duplicate";
                        case UNOPENED -> "freshet.changes.unopened";
                    };
            // Both are there from a source's first event on: a rate needs a zero to start from.
            counter("freshet.changes.duplicate", "source", event.source());
            counter(name, "source", event.source()).increment();
            if (event.admission() == Admission.AFTER_GAP) {
                counter("freshet.changes.gaps", "source", event.source()).increment();
            }
        }
        counted.quarantined()
                .forEach(
                        (which, values) ->
                                counter(
                                                "freshet.rows.quarantined",
                                                "source",
                                                which.source(),
                                                "reason",
                                                which.reason())
                                        .increment((double) values));
    }

    private Counter counter(String name, String... tags) {
        return Counter.builder(name)
                .description(DESCRIPTIONS.get(name))
                .tags(tags)
                .register(registry);
    }

    /** Counts an event that went to the dead-letter queue. */
    public void deadLetter() {
        counter("freshet.dead.letters").increment();
    }
}
