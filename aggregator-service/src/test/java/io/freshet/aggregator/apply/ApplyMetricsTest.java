package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted of a transaction that was committed. */
class ApplyMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApplyMetrics metrics = new ApplyMetrics(registry);
    private final TransactionMetrics counted = new TransactionMetrics();

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void countsEventsByWhatBecameOfThem() {
        counted.admitted("fra", Admission.IN_ORDER);
        counted.admitted("fra", Admission.IN_ORDER);
        counted.admitted("fra", Admission.DUPLICATE);
        counted.admitted("deu", Admission.AFTER_GAP);
        counted.admitted("deu", Admission.OTHER_DEFINITION);

        metrics.committed(counted, Duration.ofMillis(20));

        assertThat(count("freshet.changes.applied", "source", "fra")).isEqualTo(2);
        assertThat(count("freshet.changes.duplicate", "source", "fra")).isEqualTo(1);
        assertThat(count("freshet.changes.duplicate", "source", "deu"))
                .as("there from the first event on")
                .isZero();
        assertThat(count("freshet.changes.refused", "source", "deu", "reason", "gap")).isOne();
        assertThat(count("freshet.changes.refused", "source", "deu", "reason", "definition"))
                .isOne();
    }

    @Test
    void countsTransactionsByTheirTimeAndEvents() {
        counted.admitted("fra", Admission.IN_ORDER);
        counted.admitted("fra", Admission.IN_ORDER);

        metrics.committed(counted, Duration.ofMillis(20));
        metrics.committed(new TransactionMetrics(), Duration.ofMillis(10));

        assertThat(registry.get("freshet.apply").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(30);
        assertThat(registry.get("freshet.apply").timer().count()).isEqualTo(2);
        assertThat(registry.get("freshet.apply.batch.events").summary().totalAmount()).isEqualTo(2);
    }

    @Test
    void countsRowsThatChangedAndThoseThatWereRepaired() {
        counted.changed(5, false);
        counted.changed(3, true);

        metrics.committed(counted, Duration.ZERO);

        assertThat(count("freshet.rows.changed")).isEqualTo(8);
        assertThat(count("freshet.rows.repaired")).isEqualTo(3);
    }

    @Test
    void countsWhatIsQuarantinedBySourceAndReason() {
        counted.quarantined("fra", "not-a-number", 2);
        counted.quarantined("fra", "not-a-number", 3);
        counted.quarantined("fra", "too-long", 1);

        metrics.committed(counted, Duration.ZERO);

        assertThat(count("freshet.rows.quarantined", "source", "fra", "reason", "not-a-number"))
                .isEqualTo(5);
        assertThat(count("freshet.rows.quarantined", "source", "fra", "reason", "too-long"))
                .isOne();
    }

    @Test
    void countsPlaceholdersOfStarTablesWhereThereAreAny() {
        counted.inferred("fra", "dim_school", 2);
        counted.inferred("fra", "dim_school", 1);
        counted.inferred("fra", "dim_student", 0);

        metrics.committed(counted, Duration.ZERO);

        assertThat(count("freshet.star.inferred", "source", "fra", "table", "dim_school"))
                .isEqualTo(3);
        assertThat(registry.find("freshet.star.inferred").tag("table", "dim_student").counter())
                .isNull();
    }

    @Test
    void countsLettersThatAreDeadDroppedOrForeignFromZeroOn() {
        assertThat(count("freshet.dead.letters")).isZero();
        assertThat(count("freshet.dead.letters.dropped")).isZero();
        assertThat(count("freshet.changes.foreign")).isZero();

        metrics.deadLetter();
        metrics.deadLetterDropped();
        metrics.foreign();
        metrics.mended("fra", 4);

        assertThat(count("freshet.dead.letters")).isOne();
        assertThat(count("freshet.dead.letters.dropped")).isOne();
        assertThat(count("freshet.changes.foreign")).isOne();
        assertThat(count("freshet.summary.mended", "source", "fra")).isEqualTo(4);
    }

    @Test
    void describesAllThatItCounts() {
        counted.admitted("fra", Admission.IN_ORDER);
        counted.admitted("fra", Admission.UNOPENED);
        counted.quarantined("fra", "too-long", 1);
        counted.inferred("fra", "dim_school", 1);
        metrics.committed(counted, Duration.ZERO);
        metrics.mended("fra", 1);

        assertThat(registry.getMeters())
                .hasSizeGreaterThan(10)
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getDescription()).as(id.getName()).isNotBlank());
    }
}
