package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.time.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-05T07:08:09.001Z"));
    private final HttpDate date = new HttpDate(clock);

    @Test
    void isWrittenAsHttpWantsIt() {
        assertThat(date.text()).isEqualTo("Thu, 05 Nov 2026 07:08:09 GMT");
    }

    @Test
    void isMadeOnceASecond() {
        String first = date.text();
        clock.set(Instant.parse("2026-11-05T07:08:09.999Z"));
        assertThat(date.text()).isSameAs(first);

        clock.set(Instant.parse("2026-11-05T07:08:10Z"));
        assertThat(date.text()).isEqualTo("Thu, 05 Nov 2026 07:08:10 GMT");
    }

    @Test
    void followsAClockThatIsSetBack() {
        date.text();
        clock.set(Instant.parse("2026-11-05T07:08:00Z"));

        assertThat(date.text()).isEqualTo("Thu, 05 Nov 2026 07:08:00 GMT");
    }
}
