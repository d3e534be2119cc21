package io.freshet.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PastDayTest {
    private static final OffsetDateTime END = OffsetDateTime.parse("2026-03-02T10:20:00Z");

    private final List<OffsetDateTime> times =
            PastDay.times(5_000, END, new SplittableRandom(2018));

    @Test
    void liesWithinTheDayBeforeInItsOrder() {
        assertThat(times).hasSize(5_000).isSorted();
        assertThat(times.get(0)).isAfter(END.minusDays(1));
        assertThat(times.get(4_999)).isBefore(END);
    }

    @Test
    void hasMostByDayAndSomeByNight() {
        // When
        long noon = times.stream().filter(time -> time.getHour() == 12).count();
        long night = times.stream().filter(time -> time.getHour() == 2).count();
        // Then
        assertThat(noon).isGreaterThan(4 * night);
        assertThat(night).isPositive();
    }
}
