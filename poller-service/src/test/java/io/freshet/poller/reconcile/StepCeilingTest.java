package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a step has failed, steps grow to its size slowly. */
class StepCeilingTest {

    private static final long LEAST = 10;
    private static final long MOST = 1_000;

    private final StepCeiling ceiling = new StepCeiling(LEAST, MOST);

    @Test
    void allowsWhatIsWantedWhereNothingFailed() {
        assertThat(ceiling.next(500)).isEqualTo(500);
        assertThat(ceiling.next(MOST)).isEqualTo(MOST);
        assertThat(ceiling.next(MOST + 1)).isEqualTo(MOST);
        assertThat(ceiling.next(3)).isEqualTo(LEAST);
    }

    @Test
    void allowsHalfOfWhatFailedAndAnEighthMoreEachTime() {
        ceiling.failedAt(800);

        assertThat(ceiling.next(MOST)).isEqualTo(451);
        assertThat(ceiling.next(100)).isEqualTo(100);
        assertThat(ceiling.next(MOST)).isEqualTo(572);
    }

    @Test
    void aSmallerStepThatFailsLowersItFurther() {
        ceiling.failedAt(800);
        ceiling.failedAt(100);
        ceiling.failedAt(600);

        assertThat(ceiling.next(MOST)).isEqualTo(57);
    }

    @Test
    void allowsTheLeastWhateverFailed() {
        ceiling.failedAt(1);
        ceiling.failedAt(0);

        assertThat(ceiling.next(1)).isEqualTo(LEAST);
        assertThat(ceiling.next(MOST)).isBetween(LEAST, 2 * LEAST);
    }
}
