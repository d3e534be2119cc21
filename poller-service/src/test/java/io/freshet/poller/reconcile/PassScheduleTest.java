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
        assertThat(schedule.isPassDue(0)).isTrue();
        assertThat(schedule.share(0)).isEqualTo(20);
    }

    @Test
    void comparesASmallTableThatMayHaveChangedEveryEightSeconds() {
        pass(0, SMALL);
        schedule.active(0);

        assertThat(schedule.millisUntilPass(0)).isEqualTo(8_000);
        assertThat(schedule.share(8_000)).isEqualTo(20);
    }

    @Test
    void comparesHashesSoMuchSoonerAsAPassTakes() {
        PassSchedule hashes = new PassSchedule(new SweepConfig(2, 20), Home.HASH, () -> true);
        hashes.passBegins(0);
        hashes.spent(SMALL);
        hashes.passEnds();
        hashes.active(0);

        // half a second is 20 % of two and a half
        assertThat(hashes.millisUntilPass(0)).isEqualTo(5_500);
    }

    @Test
    void comparesATableAtRestWithAQuarterOfTheIdleShare() {
        pass(0, SMALL);

        // half a second is 0.5 % of a hundred
        assertThat(schedule.millisUntilPass(0)).isEqualTo(100_000);
    }

    @Test
    void comparesALargeTableAsTheIdleShareAllows() {
        pass(0, LARGE);
        schedule.active(0);

        assertThat(schedule.millisUntilPass(0)).isEqualTo(500_000);
        assertThat(schedule.share(0)).isEqualTo(2);
        assertThat(schedule.share(PassSchedule.HINT_MILLIS)).isEqualTo(0.5);
    }

    @Test
    void comparesSoonAfterAHintAndFaster() {
        pass(0, LARGE);

        schedule.hint(60_000);

        assertThat(schedule.isPassDue(60_000)).isTrue();
        assertThat(schedule.share(60_000)).isEqualTo(20);
    }

    @Test
    void keepsOnWithAHintUntilAPassBeganAfterIt() {
        pass(0, LARGE);
        schedule.passBegins(50_000);
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

        assertThat(schedule.millisUntilPass(1_000)).isEqualTo(49_000);
        pass(50_000, 1_000);
        schedule.hint(50_001);
        assertThat(schedule.millisUntilPass(50_001)).isEqualTo(999);
    }

    @Test
    void beginsAtOnceWhereATableWasEmptiedOnce() {
        pass(0, LARGE);

        schedule.urgent(1_000);

        assertThat(schedule.isPassDue(1_000)).isTrue();
        schedule.passBegins(1_000);
        assertThat(schedule.isPassDue(1_000)).isFalse();
        assertThat(schedule.share(1_000)).isEqualTo(20);
    }

    @Test
    void comparesASmallTableMoreSeldomTheMoreItCostsWhileChangesKeepComing() {
        for (long millis : new long[] {2, 120, 200, 320, 1_400}) {
            pass(0, millis * 1_000);
            schedule.hint(1);

            assertThat(schedule.millisUntilPass(0))
                    .as("%d ms a pass", millis)
                    .isEqualTo(Math.max(1_000, Math.min(8_000, millis * 25)));
        }
    }

    private long cost() {
        return schedule.cost();
    }

    private void pass(long at, long costMicros) {
        schedule.passBegins(at);
        schedule.spent(costMicros);
        schedule.passEnds();
    }
}
