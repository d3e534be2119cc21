package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HourAxisTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static HourAxis axis(String now, int hours, String zone) {
        return new HourAxis(Instant.parse(now).getEpochSecond(), hours, ZoneId.of(zone));
    }

    private static long second(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test
    void theRunningHourIsTheLast() {
        assertThat(axis("2026-11-20T12:00:00Z", 3, "UTC").labels())
                .containsExactly("10:00", "11:00", "12:00");
        assertThat(axis("2026-11-20T12:59:59Z", 3, "UTC").labels())
                .containsExactly("10:00", "11:00", "12:00");
    }

    @Test
    void hoursAreFullByTheClockOfTheZone() {
        HourAxis axis = axis("2026-11-20T12:10:00Z", 2, "Asia/Kolkata");

        assertThat(axis.labels()).containsExactly("16:00", "17:00");
        assertThat(axis.indexOf(second("2026-11-20T11:29:59Z"))).isZero();
        assertThat(axis.indexOf(second("2026-11-20T11:30:00Z"))).isOne();
    }

    @Test
    void aMomentOutsideIsInNoHour() {
        HourAxis axis = axis("2026-11-20T12:10:00Z", 24, "UTC");

        assertThat(axis.indexOf(second("2026-11-19T12:59:59Z"))).isEqualTo(-1);
        assertThat(axis.indexOf(second("2026-11-19T13:00:00Z"))).isZero();
        assertThat(axis.indexOf(second("2026-11-20T12:59:59Z"))).isEqualTo(23);
        assertThat(axis.indexOf(second("2026-11-20T13:00:00Z"))).isEqualTo(24);
        assertThat(axis.indexOf(0)).isEqualTo(-1);
    }

    @Test
    void moreThanADaySaysTheDateAsWell() {
        assertThat(axis("2026-11-20T12:10:00Z", 25, "UTC").labels())
                .hasSize(25)
                .startsWith("2026-11-19 12:00")
                .endsWith("2026-11-20 12:00");
        assertThat(axis("2026-11-20T12:10:00Z", 24, "UTC").labels())
                .hasSize(24)
                .startsWith("13:00")
                .endsWith("12:00");
    }

    @Test
    void anHourThatTheClocksShowTwiceIsToldApart() {
        // 25 October 2026: at 02:00 summer time the clocks go back to 01:00
        assertThat(new HourAxis(second("2026-10-25T02:30:00Z"), 4, LONDON).labels())
                .containsExactly("00:00", "01:00+01:00", "01:00+00:00", "02:00");
    }

    @Test
    void anHourThatTheClocksLeaveOutIsNotThere() {
        // 29 March 2026: at 01:00 the clocks go to 02:00 summer time
        assertThat(new HourAxis(second("2026-03-29T02:30:00Z"), 4, LONDON).labels())
                .containsExactly("23:00", "00:00", "02:00", "03:00");
    }
}
