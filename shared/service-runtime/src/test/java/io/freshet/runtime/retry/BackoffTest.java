package io.freshet.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMillis(500);

    @Test
    void doublesItsBoundUntilTheLongestPause() {
        Backoff backoff = new Backoff(FIRST, MOST, (least, greatest) -> greatest);

        assertThat(pauses(backoff, 5)).containsExactly(100, 200, 400, 500, 500);
    }

    @Test
    void pausesForHalfOfTheBoundAtLeast() {
        Backoff backoff = new Backoff(FIRST, MOST, (least, greatest) -> least);

        assertThat(pauses(backoff, 5)).containsExactly(50, 100, 200, 250, 250);
    }

    @Test
    void beginsAnewAfterSuccess() {
        Backoff backoff = new Backoff(FIRST, MOST, (least, greatest) -> greatest);
        pauses(backoff, 3);

        backoff.reset();

        assertThat(pauses(backoff, 2)).containsExactly(100, 200);
    }

    @Test
    void spreadsWhoFailedAtOnceOverTheWholeSecondHalfOfTheBound() {
        LongStream firsts =
                LongStream.range(0, 10_000).map(one -> new Backoff(FIRST, MOST).nextMillis());

        assertThat(firsts.summaryStatistics())
                .satisfies(pauses -> assertThat(pauses.getMin()).isEqualTo(50))
                .satisfies(pauses -> assertThat(pauses.getMax()).isEqualTo(100));
    }

    @Test
    void refusesPausesThatWouldBeNone() {
        assertThatThrownBy(() -> new Backoff(Duration.ofNanos(1), MOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the first must be 1 ms at least");
        assertThatThrownBy(() -> new Backoff(MOST, FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the last no shorter");
    }

    private static long[] pauses(Backoff backoff, int number) {
        return LongStream.range(0, number).map(one -> backoff.nextMillis()).toArray();
    }
}
