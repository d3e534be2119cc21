package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.SweepConfig;
import org.junit.jupiter.api.Test;

class PassScheduleTest {

    private static final long LARGE = 10_000_000;

    private final PassSchedule schedule = new PassSchedule(SweepConfig.DEFAULT);

    @Test
    void comparesASmallTableEveryEightSeconds() {
        assertThat(schedule.isPassDue(0)).isTrue();
        pass(0, 40_000);

        assertThat(schedule.isPassDue(7_900)).isFalse();
        assertThat(schedule.isPassDue(8_000)).isTrue();
    }

    @Test
    void comparesATableThatTakesASecondEveryEightSecondsWhereItMayHaveChanged() {
        pass(0, 1_000_000);
        schedule.active(1_000);

        assertThat(schedule.isPassDue(8_000)).isTrue();
        assertThat(schedule.share(8_000)).isEqualTo(20);
    }

    @Test
    void takesNoMoreThanTheIdleShareOfALargeTablesTime() {
        pass(0, LARGE);
        assertThat(schedule.isPassDue(1_999_000)).isFalse();
        assertThat(schedule.isPassDue(2_000_000)).isTrue();
        assertThat(schedule.share(2_000_000)).isEqualTo(0.5);

        schedule.active(490_000);

        assertThat(schedule.isPassDue(499_000)).isFalse();
        assertThat(schedule.isPassDue(500_000)).isTrue();
        assertThat(schedule.share(500_000)).isEqualTo(2);
    }

    @Test
    void comparesMoreOftenWhileAHintLasts() {
        pass(0, 900_000);

        schedule.hint(10_000);

        assertThat(schedule.isPassDue(10_000)).isTrue();
        pass(10_000, 900_000);
        assertThat(schedule.isPassDue(14_400)).isFalse();
        assertThat(schedule.isPassDue(14_500)).isTrue();
    }

    @Test
    void beginsAtOnceWhereTheTableWasReplacedHoweverLongTheLastPassTook() {
        pass(0, LARGE);

        schedule.urgent(100);

        assertThat(schedule.isPassDue(100)).isTrue();
        assertThat(schedule.share(100)).isEqualTo(20);
    }

    private void pass(long began, long costMicros) {
        schedule.passBegins(began);
        schedule.spent(costMicros);
        schedule.passEnds();
    }
}
