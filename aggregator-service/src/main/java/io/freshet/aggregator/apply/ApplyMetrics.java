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

    private static final String MENDED = "freshet.summary.mended";
    private static final String REFUSED = "freshet.changes.refused";
    private static final String INFERRED = "freshet.star.inferred";
    private static final String DEAD_LETTERS = "freshet.dead.letters";
    private static final String FOREIGN = "freshet.changes.foreign";
    private static final String DROPPED = "freshet.dead.letters.dropped";

    private static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    "freshet.changes.applied",
                    "Change events applied",
                    "freshet.changes.duplicate",
                    "Change events skipped, as they were applied before",
                    MENDED,
                    "Groups of summaries, and checksums, that were not what the rows held say",
                    REFUSED,
                    "Change events refused: their owner makes them good",
                    "freshet.rows.quarantined",
                    "Values quarantined: not what their column declares",
                    INFERRED,
                    "Rows of star tables that something refers to before they are read",
                    DEAD_LETTERS,
                    "Messages put into the dead-letter queue",
                    DROPPED,
                    "Messages dropped, as the dead-letter queue was full",
                    FOREIGN,
                    "Change events refused: of another installation, or of nobody");

    private final MeterRegistry registry;
    private final Timer seconds;
    private final DistributionSummary batchEvents;
    private final Counter changedRows;
    private final Counter repairedRows;
    private final Counter deadLetters;
    private final Counter droppedLetters;
    private final Counter foreignChanges;

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
                                "Held rows that differed from their source when their key range was"
                                        + " read again")
                        .register(registry);
        // there from the start: a rate needs a zero to start from
        this.deadLetters = counter(DEAD_LETTERS);
        this.droppedLetters = counter(DROPPED);
        this.foreignChanges = counter(FOREIGN);
    }

    void committed(TransactionMetrics counted, Duration took) {
        seconds.record(took);
        batchEvents.record(counted.events().size());
        changedRows.increment((double) counted.changedRows());
        repairedRows.increment((double) counted.repairedRows());
        for (TransactionMetrics.Admitted event : counted.events()) {
            // Both are there from a source's first event on: a rate needs a zero to start from.
            counter("freshet.changes.duplicate", "source", event.source());
            admitted(event).increment();
        }
        inferred(counted);
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

    private void inferred(TransactionMetrics counted) {
        counted.inferred()
                .forEach(
                        (star, members) ->
                                counter(INFERRED, "source", star.source(), "table", star.table())
                                        .increment((double) members));
    }

    private Counter admitted(TransactionMetrics.Admitted event) {
        return switch (event.admission()) {
            case IN_ORDER -> counter("freshet.changes.applied", "source", event.source());
            case DUPLICATE -> counter("freshet.changes.duplicate", "source", event.source());
            case AFTER_GAP, UNOPENED, OTHER_DEFINITION ->
                    counter(
                            REFUSED,
                            "source",
                            event.source(),
                            "reason",
                            event.admission().refusal());
        };
    }

    private Counter counter(String name, String... tags) {
        return Counter.builder(name)
                .description(DESCRIPTIONS.get(name))
                .tags(tags)
                .register(registry);
    }

    /** Counts groups of a summary or ranges that were not what the rows held say. */
    void mended(String source, long groups) {
        counter(MENDED, "source", source).increment((double) groups);
    }

    /** Counts an event that went to the dead-letter queue. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** Counts one that the dead-letter queue had no place for. */
    public void deadLetterDropped() {
        droppedLetters.increment();
    }

    /** An event of another installation, or of nobody, was refused. */
    public void foreign() {
        foreignChanges.increment();
    }
}
