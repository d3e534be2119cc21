package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.warehouse.layout.Home;
import org.junit.jupiter.api.Test;

/** How often a table is compared, and with what share of the source's time. */
class PassScheduleTest {

    private static final long SMALL = 500_000;
    private static final long LARGE = 10_000_000;

    private final PassSchedule schedule =
            new PassSchedule(
                    new SweepConfig(2, 20),
                    Home.INTEGER,
                    () -> cost() < PassSchedule.SMALL_PASS_MICROS);

    @Test
    void beginsTheFirstPassAtOnceAndFast() {
        assertThat(isPassDue(0)).isTrue();
        assertThat(schedule.share(0)).isEqualTo(20);
    }

    @Test
    void comparesASmallTableThatMayHaveChangedEveryEightSeconds() {
        pass(0, SMALL);
        schedule.active(0);

        assertThat(schedule.millisUntilPass(0, false)).isEqualTo(8_000);
        assertThat(schedule.share(8_000)).isEqualTo(20);
    }

    @Test
    void comparesHashesSoMuchSoonerAsAPassTakes() {
        PassSchedule hashes = new PassSchedule(new SweepConfig(2, 20), Home.HASH, () -> true);
        hashes.passBegins(0, true);
        hashes.spent(SMALL);
        hashes.passEnds();
        hashes.active(0);

        // half a second is 20 % of two and a half
        assertThat(hashes.millisUntilPass(0, false)).isEqualTo(5_500);
    }

    @Test
    void comparesATableAtRestWithAQuarterOfTheIdleShare() {
        pass(0, SMALL);

        // half a second is 0.5 % of a hundred
        assertThat(schedule.millisUntilPass(0, false)).isEqualTo(100_000);
    }

    @Test
    void comparesALargeTableAsTheIdleShareAllows() {
        pass(0, LARGE);
        schedule.active(0);

        assertThat(schedule.millisUntilPass(0, false)).isEqualTo(500_000);
        assertThat(schedule.share(0)).isEqualTo(2);
        assertThat(schedule.share(PassSchedule.HINT_MILLIS)).isEqualTo(0.5);
    }

    @Test
    void comparesSoonAfterAHintAndFaster() {
        pass(0, LARGE);

        schedule.hint(60_000);

        assertThat(isPassDue(60_000)).isTrue();
        assertThat(schedule.share(60_000)).isEqualTo(20);
    }

    @Test
    void keepsOnWithAHintUntilAPassBeganAfterIt() {
        pass(0, LARGE);
        schedule.passBegins(50_000, true);
        schedule.hint(51_000);
        schedule.spent(LARGE);
        schedule.passEnds();

        assertThat(schedule.share(500_000)).as("that pass began before the hint").isEqualTo(20);
        pass(100_000, LARGE);
        assertThat(schedule.share(500_000)).isEqualTo(0.5);
    }

    @Test
    void takesNoMoreThanTheHintedShareHoweverManyHintsThereAre() {
        pass(0, LARGE);

        schedule.hint(1_000);

        assertThat(schedule.millisUntilPass(1_000, false)).isEqualTo(49_000);
        pass(50_000, 1_000);
        schedule.hint(50_001);
        assertThat(schedule.millisUntilPass(50_001, false)).isEqualTo(999);
    }

    @Test
    void beginsAtOnceWhereATableWasEmptiedOnce() {
        pass(0, LARGE);

        schedule.urgent(1_000);

        assertThat(isPassDue(1_000)).isTrue();
        schedule.passBegins(1_000, true);
        assertThat(isPassDue(1_000)).isFalse();
        assertThat(schedule.share(1_000)).isEqualTo(20);
    }

    @Test
    void comparesASmallTableMoreSeldomTheMoreItCostsWhileChangesKeepComing() {
        for (long millis : new long[] {2, 120, 200, 320, 1_400}) {
            pass(0, millis * 1_000);
            schedule.hint(1);

            assertThat(schedule.millisUntilPass(0, false))
                    .as("%d ms a pass", millis)
                    .isEqualTo(Math.max(1_000, Math.min(8_000, millis * 25)));
        }
    }

    @Test
    void looksOftenAtWhatWasWrittenWhereChangesKeepComing() {
        pass(0, SMALL);
        look(1_000, 60_000);

        schedule.hint(1_000);

        assertThat(schedule.millisUntilPass(1_000, true))
                .as("60 ms are 2 % of 3 s")
                .isEqualTo(3_000);
        look(4_000, 500_000);
        schedule.hint(5_000);
        assertThat(schedule.millisUntilPass(5_000, true)).as("never later").isEqualTo(7_000);
        assertThat(schedule.isWholeDue(12_000)).isFalse();
    }

    @Test
    void looksAtWhatWasWrittenToALargeTableAsTheHintedShareAllows() {
        pass(0, LARGE);
        look(1_000, 2_000_000);

        schedule.hint(1_000);

        assertThat(schedule.millisUntilPass(1_000, true))
                .as("2 s are 20 % of 10 s")
                .isEqualTo(10_000);
    }

    @Test
    void looksAtWhatWasWrittenToASmallTableEveryEightSecondsWithoutHints() {
        pass(0, SMALL);
        schedule.active(0);

        assertThat(schedule.millisUntilPass(0, true)).isEqualTo(8_000);
        look(8_000, 60_000);
        schedule.active(8_000);
        assertThat(schedule.millisUntilPass(8_000, true)).isEqualTo(8_000);
    }

    @Test
    void comparesAllAsTheIdleShareAllowsWhereWhatWasWrittenIsTold() {
        pass(0, SMALL);
        schedule.hint(1_000);
        look(2_000, 60_000);
        schedule.hint(90_000);
        schedule.active(24_000);

        assertThat(schedule.isWholeDue(24_999)).as("half a second is 2 % of 25").isFalse();
        assertThat(schedule.isWholeDue(25_000)).isTrue();
        assertThat(schedule.isWholeDue(99_999)).as("at rest, hints or not").isFalse();
        assertThat(schedule.isWholeDue(100_000)).isTrue();
        assertThat(schedule.millisUntilPass(90_000, false))
                .as("as before, without")
                .isNotPositive();
    }

    @Test
    void comparesAllOfATableThatWasEmptied() {
        pass(0, SMALL);
        look(1_000, 60_000);

        schedule.urgent(2_000);

        assertThat(schedule.isWholeDue(2_000)).isTrue();
    }

    @Test
    void aLookIsNoMeasureOfWhatAPassCosts() {
        pass(0, LARGE);
        look(1_000, 60_000);

        assertThat(schedule.cost()).isEqualTo(LARGE);
    }

    private long cost() {
        return schedule.cost();
    }

    private boolean isPassDue(long now) {
        return schedule.millisUntilPass(now, false) <= 0;
    }

    private void look(long at, long costMicros) {
        schedule.passBegins(at, false);
        schedule.spent(costMicros);
        schedule.passEnds();
    }

    private void pass(long at, long costMicros) {
        schedule.passBegins(at, true);
        schedule.spent(costMicros);
        schedule.passEnds();
    }
}
