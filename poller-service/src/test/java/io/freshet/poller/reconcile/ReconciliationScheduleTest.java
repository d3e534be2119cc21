package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.SweepConfig;
import org.junit.jupiter.api.Test;

class ReconciliationScheduleTest {

    private final ReconciliationSchedule schedule = new ReconciliationSchedule(SweepConfig.DEFAULT);

    @Test
    void sweepsAtOnceWhenASourceIsNew() {
        assertThat(schedule.isDue(0)).isTrue();
    }

    @Test
    void sweepsASmallIdleTableEveryEightSeconds() {
        pass(0, 40);

        assertThat(schedule.isDue(7_900)).isFalse();
        assertThat(schedule.isDue(8_000)).isTrue();
    }

    @Test
    void takesNoMoreThanTheIdleShareOfALargeTablesTimeWhileItIsWrittenTo() {
        pass(0, 10_000);
        schedule.active(490_000);

        assertThat(schedule.isDue(499_000)).isFalse();
        assertThat(schedule.isDue(500_000)).isTrue();
    }

    @Test
    void takesAQuarterOfTheIdleShareWhereNothingAtAllIsSeenToHappen() {
        pass(0, 10_000);

        assertThat(schedule.isDue(1_999_000)).isFalse();
        assertThat(schedule.isDue(2_000_000)).isTrue();
    }

    @Test
    void goesSlowerAsSoonAsTheFirstPassTurnsOutToBeLarge() {
        schedule.stepBegins(0);
        schedule.stepEnded(20, 20);
        assertThat(schedule.isDue(20 + 80)).isTrue();

        schedule.stepBegins(100);
        schedule.stepEnded(1_100, 1_000);
        assertThat(schedule.isDue(1_100 + 198_000)).isFalse();
        assertThat(schedule.isDue(1_100 + 199_000)).isTrue();
    }

    @Test
    void sweepsAMillionRowTableWithinTenSecondsOfAHint() {
        pass(0, 900);

        schedule.hint(10_000);

        assertThat(schedule.isDue(10_000)).isTrue();
        pass(10_000, 900);
        assertThat(schedule.isDue(14_400)).isFalse();
        assertThat(schedule.isDue(14_500)).isTrue();
    }

    @Test
    void keepsSweepingForAWhileAfterAHintBecauseStatisticsLag() {
        pass(0, 10);
        schedule.hint(1_000);
        pass(1_000, 10);

        assertThat(schedule.isDue(2_100)).isTrue();
        assertThat(schedule.isDue(1_000 + ReconciliationSchedule.HINT_MILLIS - 1)).isTrue();
    }

    @Test
    void restsBetweenTheStepsOfAPass() {
        pass(0, 10_000);
        schedule.active(499_000);
        schedule.stepBegins(500_000);
        schedule.stepEnded(500_020, 20);

        assertThat(schedule.isDue(500_020 + 900)).isFalse();
        assertThat(schedule.isDue(500_020 + 980)).isTrue();
    }

    @Test
    void sweepsABusySmallTableEveryEightSecondsEvenWhereOnePassIsLong() {
        pass(0, 900);
        schedule.active(1_000);

        assertThat(schedule.isDue(7_900)).isFalse();
        assertThat(schedule.isDue(8_000)).isTrue();
    }

    private void pass(long began, long cost) {
        schedule.stepBegins(began);
        schedule.stepEnded(began + cost, cost);
        schedule.passEnded();
    }
}
