package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.AppliedNotice;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshnessMeterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final long NOW_MICROS = NOW.toEpochMilli() * 1_000;
    private static final int FRA = 7;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FreshnessMeter meter =
            new FreshnessMeter(registry, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Sources sources = new Sources();

    @BeforeEach
    void register() {
        sources.register(
                List.of(new SourceRegistration(FRA, "fra", "pisa", Map.of(), Instant.EPOCH)));
    }

    private static AppliedNotice notice(long version, long micros) {
        return new AppliedNotice(FRA, version, micros, "");
    }

    private Timer timer() {
        return registry.find("freshet.freshness").tag("source", "fra").timer();
    }

    @Test
    void measuresFromTheCommitUntilItIsServed() {
        meter.expect(List.of(notice(3, NOW_MICROS - 250_000)));

        meter.served(Map.of(FRA, 3L), sources);

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MICROSECONDS)).isEqualTo(250_000);
    }

    @Test
    void waitsUntilTheVersionIsServed() {
        meter.expect(List.of(notice(3, NOW_MICROS - 1), notice(4, NOW_MICROS - 1)));

        meter.served(Map.of(FRA, 2L), sources);
        assertThat(timer()).isNull();

        meter.served(Map.of(FRA, 3L), sources);
        assertThat(timer().count()).isEqualTo(1);

        meter.served(Map.of(FRA, 9L), sources);
        meter.served(Map.of(FRA, 9L), sources);
        assertThat(timer().count()).isEqualTo(2);
    }

    @Test
    void countsWhatComesFromAClockAheadAsServedAtOnce() {
        meter.expect(List.of(notice(1, NOW_MICROS + 5_000_000)));

        meter.served(Map.of(FRA, 1L), sources);

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MICROSECONDS)).isZero();
    }

    @Test
    void passesOverChangesOfUnknownAge() {
        meter.expect(List.of(notice(1, 0)));

        meter.served(Map.of(FRA, 1L), sources);

        assertThat(timer()).isNull();
    }

    @Test
    void passesOverSourcesThatAreNotRegistered() {
        meter.expect(List.of(new AppliedNotice(8, 1, NOW_MICROS, "")));

        meter.served(Map.of(8, 1L), sources);

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void forgetsTheOldestWhereTooManyWait() {
        meter.expect(
                IntStream.rangeClosed(1, ChartLimits.PENDING_NOTICES + 1)
                        .mapToObj(version -> notice(version, NOW_MICROS))
                        .toList());

        meter.served(Map.of(FRA, 1L), sources);
        assertThat(timer()).isNull();

        meter.served(Map.of(FRA, Long.MAX_VALUE), sources);
        assertThat(timer().count()).isEqualTo(ChartLimits.PENDING_NOTICES);
    }
}
