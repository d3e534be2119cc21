package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket(0);

    @Test
    void restsUntilAStepIsPaidForByTheShareOfTheTime() {
        bucket.fillWith(20, 0);
        assertThat(bucket.isEmpty(0)).isFalse();

        bucket.charge(140_000);

        assertThat(bucket.isEmpty(499)).isTrue();
        assertThat(bucket.isEmpty(501)).isFalse();
    }

    @Test
    void saysWhenItIsNotEmptyAnyMore() {
        bucket.fillWith(2, 0);
        bucket.charge(60_000);

        long rest = bucket.millisUntilFilled(0);

        assertThat(rest).isBetween(1_000L, 1_001L);
        assertThat(bucket.isEmpty(rest)).isFalse();
    }

    @Test
    void savesUpNoMoreThanTwoSteps() {
        bucket.fillWith(20, 0);
        assertThat(bucket.isEmpty(3_600_000)).isFalse();

        bucket.charge(40_000);

        assertThat(bucket.isEmpty(3_600_000)).isTrue();
    }
}
