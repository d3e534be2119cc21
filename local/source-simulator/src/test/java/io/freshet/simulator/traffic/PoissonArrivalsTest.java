package io.freshet.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long TICK = 10_000_000;
    private static final int TICKS_PER_SECOND = 100;

    private final PoissonArrivals arrivals = new PoissonArrivals(5, 0);
    private long now;

    @Test
    void letsAsManyArriveAsTheRateAsksFor() {
        assertThat(arrivals(100, 50)).isCloseTo(5000, within(4 * Math.sqrt(5000)));
    }

    @Test
    void followsTheRateAtOnce() {
        assertThat(arrivals(100, 0)).isZero();
        assertThat(arrivals(100, 20)).isCloseTo(2000, within(4 * Math.sqrt(2000)));
        assertThat(arrivals(100, 0)).isZero();
    }

    @Test
    void arrivesAtRandomRatherThanInStep() {
        long pairs = 0;
        for (int tick = 0; tick < 10_000; tick++) {
            now += TICK;
            long arrived = arrivals.arrived(now, 10);
            pairs += arrived > 1 ? 1 : 0;
            arrivals.taken(arrived);
        }
        assertThat(pairs).isPositive();
    }

    @Test
    void doesNotMakeUpForALongSilence() {
        now += PoissonArrivals.MOST_OVERDUE_NS * 1000;
        assertThat((double) arrivals.arrived(now, 100)).isCloseTo(500, within(4 * Math.sqrt(500)));
    }

    private double arrivals(int seconds, double rate) {
        long sum = 0;
        for (int tick = 0; tick < seconds * TICKS_PER_SECOND; tick++) {
            now += TICK;
            long arrived = arrivals.arrived(now, rate);
            sum += arrived;
            arrivals.taken(arrived);
        }
        return sum;
    }
}
