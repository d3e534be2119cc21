package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Reconciliation takes no more of a source's time than its share, whatever its steps cost. */
class TokenBucketTest {

    @Test
    void letsAStepThroughWhileAnythingIsInIt() {
        TokenBucket bucket = filledWith(10);

        bucket.charge(39_999);

        assertThat(bucket.millisUntilFilled(0)).isZero();
    }

    @Test
    void paysAStepOffThatCostMoreThanWasThere() {
        TokenBucket bucket = filledWith(10);

        bucket.charge(140_000);

        assertThat(bucket.millisUntilFilled(0)).isBetween(1_000L, 1_001L);
        assertThat(bucket.millisUntilFilled(500)).isBetween(500L, 501L);
        assertThat(bucket.millisUntilFilled(1_001)).isZero();
    }

    @Test
    void savesNoMoreThanTwoSteps() {
        TokenBucket bucket = filledWith(100);

        bucket.millisUntilFilled(3_600_000);
        bucket.charge(40_000);

        assertThat(bucket.millisUntilFilled(3_600_000)).isEqualTo(1);
    }

    @Test
    void isFilledWithTheShareThatHeldMeanwhile() {
        TokenBucket bucket = filledWith(2);
        bucket.charge(60_000);

        bucket.fillWith(20, 500);

        // 20 ms are missing; the first half second gave 2 % of itself, which is 10 ms
        assertThat(bucket.millisUntilFilled(500)).isBetween(50L, 51L);
    }

    @Test
    void neverFillsWithoutAShare() {
        TokenBucket bucket = filledWith(0);

        bucket.charge(40_000);

        assertThat(bucket.millisUntilFilled(1_000_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Property(tries = 200)
    void keepsToItsShareInTheLongRun(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 50) double percent) {
        Random random = new Random(seed);
        TokenBucket bucket = filledWith(percent);
        long now = 0;
        long spent = 0;
        for (int step = 0; step < 500; step++) {
            now += bucket.millisUntilFilled(now);
            long cost = random.nextInt(10) == 0 ? 300_000 : random.nextInt(30_000);
            bucket.charge(cost);
            spent += cost;
        }
        now += bucket.millisUntilFilled(now);

        assertThat(spent / 1_000.0).isLessThanOrEqualTo(now * percent / 100 + 40);
        // where it is asked as soon as it may be, it takes all of its share
        assertThat(spent / 1_000.0).isGreaterThanOrEqualTo(now * percent / 100 * 0.9 - 40);
    }

    private static TokenBucket filledWith(double percent) {
        TokenBucket bucket = new TokenBucket(0);
        bucket.fillWith(percent, 0);
        return bucket;
    }
}
