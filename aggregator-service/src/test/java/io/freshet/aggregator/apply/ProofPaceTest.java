package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProofPaceTest {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ProofPace pace = new ProofPace();

    @Test
    void restsInProportionToWhatAComparisonTakesEachTime() {
        pace.restAfter("a", LONG, LEAST);

        assertThat(pace.restAfter("a", LONG, LEAST)).isEqualTo(Duration.ofSeconds(297));
        assertThat(pace.restAfter("a", SHORT, LEAST)).isEqualTo(Duration.ofMillis(9_900));
    }

    @Test
    void whatTookLongOnlyOnceDoesNotHoldUpTheNext() {
        assertThat(pace.restAfter("a", LONG, LEAST)).isEqualTo(LEAST);
        assertThat(pace.restAfter("b", SHORT, LEAST)).isEqualTo(LEAST);
        assertThat(pace.restAfter("b", LONG, LEAST)).isEqualTo(Duration.ofMillis(9_900));
    }

    @Test
    void restsNoLessThanItMust() {
        pace.restAfter("a", Duration.ofNanos(7), LEAST);

        assertThat(pace.restAfter("a", Duration.ofNanos(7), LEAST)).isEqualTo(LEAST);
    }
}
