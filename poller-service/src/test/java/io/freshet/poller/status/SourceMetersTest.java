package io.freshet.poller.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.OwnedSources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured of the sources. */
class SourceMetersTest {

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry =
            new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final SourceStatuses statuses = new SourceStatuses();
    private final SourceMeters meters = new SourceMeters(registry, statuses);
    private final OwnedSource fra = OwnedSources.named(1, "fra");
    private final OwnedSource ita = OwnedSources.named(2, "ita");

    private void tell(OwnedSource source, SourceState state, long provenAt) {
        SourceReport report =
                new SourceReport(
                        source.id(),
                        new SourceStatus(
                                new Position(source.name(), 1, 2),
                                3,
                                state,
                                "",
                                4_000 + source.id(),
                                5,
                                6,
                                provenAt,
                                7),
                        List.of());
        statuses.put(report);
        meters.told(report);
    }

    private double gauge(String name, OwnedSource source) {
        return registry.get(name).tag("source", source.name()).gauge().value();
    }

    private double counted(OwnedSource source, String kind) {
        return registry.get("freshet.source.reconciled.rows")
                .tag("source", source.name())
                .tag("kind", kind)
                .counter()
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void aSourceIsUpWhileItIsRead(SourceState state) {
        meters.of(fra);

        tell(fra, state, 0);

        Set<SourceState> down =
                EnumSet.of(SourceState.UNREACHABLE, SourceState.DRIFTED, SourceState.RESTRICTED);
        assertThat(gauge("freshet.source.up", fra)).isEqualTo(down.contains(state) ? 0 : 1);
    }

    @Test
    void eachSourceHasItsOwnFigures() {
        meters.of(fra);
        meters.of(ita);

        tell(fra, SourceState.LIVE, 0);
        tell(ita, SourceState.UNREACHABLE, 0);

        assertThat(gauge("freshet.source.up", fra)).isOne();
        assertThat(gauge("freshet.source.up", ita)).isZero();
        assertThat(gauge("freshet.source.high.water.mark", fra)).isEqualTo(4_001);
        assertThat(gauge("freshet.source.high.water.mark", ita)).isEqualTo(4_002);
        assertThat(gauge("freshet.source.lag.rows", fra)).isEqualTo(5);
        assertThat(gauge("freshet.source.pending.gaps", fra)).isEqualTo(6);
        assertThat(gauge("freshet.source.differences", fra)).isEqualTo(7);
    }

    @Test
    void ofASourceThatAnotherPollerOwnsThereAreNoFigures() {
        meters.of(fra);
        assertThat(gauge("freshet.source.up", fra)).isNaN();
        tell(fra, SourceState.LIVE, 0);
        assertThat(gauge("freshet.source.up", fra)).isOne();

        statuses.remove(fra.id());

        assertThat(gauge("freshet.source.up", fra)).isNaN();
        assertThat(gauge("freshet.source.pending.gaps", fra)).isNaN();
    }

    @Test
    void theAgeOfTheProofIsAbsentBeforeTheFirstAndGrowsUntilTheNext() {
        meters.of(fra);
        tell(fra, SourceState.LIVE, 0);
        assertThat(registry.find("freshet.source.proven.age.seconds").gauge()).isNull();

        tell(fra, SourceState.LIVE, clock.wallTime() * 1_000);
        clock.add(Duration.ofSeconds(90));

        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isEqualTo(90);
        tell(fra, SourceState.LIVE, (clock.wallTime() - 2_500) * 1_000);
        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isEqualTo(2.5);
        assertThat(registry.find("freshet.source.proven.age.seconds").gauges()).hasSize(1);
    }

    @Test
    void theAgeOfTheProofIsAbsentWhileThereIsNoneAnyMore() {
        meters.of(fra);
        tell(fra, SourceState.LIVE, clock.wallTime() * 1_000);
        clock.add(Duration.ofSeconds(90));
        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isEqualTo(90);

        // as when its rows are read from the beginning again
        tell(fra, SourceState.CATCHING_UP, 0);
        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isNaN();

        tell(fra, SourceState.LIVE, clock.wallTime() * 1_000);
        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isZero();
        statuses.remove(fra.id());
        assertThat(gauge("freshet.source.proven.age.seconds", fra)).isNaN();
    }

    @Test
    void aSourceThatComesBackGoesOnWithItsMeters() {
        SourceMeter first = meters.of(fra);
        first.published().increment(10);

        SourceMeter second = meters.of(fra);

        assertThat(second).isSameAs(first);
        assertThat(registry.get("freshet.changes.published").counter().count()).isEqualTo(10);
    }

    @Test
    void rowsThatReconciliationFoundAreCountedByKind() {
        SourceMeter meter = meters.of(fra);
        meters.of(ita).newRows().increment(100);

        meter.newRows().increment(1);
        meter.changedRows().increment(2);
        meter.goneRows().increment(4);

        assertThat(counted(fra, "new")).isEqualTo(1);
        assertThat(counted(fra, "changed")).isEqualTo(2);
        assertThat(counted(fra, "gone")).isEqualTo(4);
        assertThat(meter.differences()).isEqualTo(7);
    }

    @Test
    void theShareOfTheSourcesTimeIsThatOfTenSecondsOrMore() {
        SourceMeter meter = meters.of(fra);
        assertThat(gauge("freshet.source.time.share", fra)).isNaN();

        clock.add(Duration.ofSeconds(4));
        meter.share().spent(2_000_000, clock.monotonicTime());
        assertThat(gauge("freshet.source.time.share", fra)).as("too early to tell").isNaN();
        clock.add(Duration.ofSeconds(6));
        meter.share().spent(500_000, clock.monotonicTime());
        assertThat(gauge("freshet.source.time.share", fra)).isEqualTo(0.25);

        clock.add(Duration.ofSeconds(20));
        meter.share().spent(1_000_000, clock.monotonicTime());
        assertThat(gauge("freshet.source.time.share", fra)).isEqualTo(0.05);
    }

    @Test
    void pollsAreTimed() {
        meters.of(fra).polls().record(3, TimeUnit.MILLISECONDS);

        Timer polls = registry.get("freshet.poll").tag("source", "fra").timer();
        assertThat(polls.count()).isOne();
        assertThat(polls.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
        assertThat(polls.takeSnapshot().histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
                .contains(1.0, 5.0, 20.0, 100.0, 500.0, 2_000.0);
    }

    @Test
    void everyMeterIsLabelledWithItsSourceAndSaysWhatItIs() {
        meters.of(fra);
        tell(fra, SourceState.LIVE, 1);

        List<Meter> own =
                registry.getMeters().stream()
                        .filter(meter -> !meter.getId().getName().endsWith(".histogram"))
                        .toList();
        assertThat(own)
                .allSatisfy(
                        meter -> {
                            assertThat(meter.getId().getTag("source")).isEqualTo("fra");
                            assertThat(meter.getId().getDescription()).isNotEmpty();
                        });
        assertThat(
                        own.stream()
                                .filter(meter -> meter instanceof Gauge || meter instanceof Counter)
                                .map(meter -> meter.getId().getName())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "freshet.source.up",
                        "freshet.source.lag.rows",
                        "freshet.source.high.water.mark",
                        "freshet.source.pending.gaps",
                        "freshet.source.differences",
                        "freshet.source.tables.aside",
                        "freshet.source.reconciled.rows",
                        "freshet.source.time.share",
                        "freshet.source.proven.age.seconds",
                        "freshet.changes.published");
    }
}
