package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.status.TimeShare;
import io.freshet.poller.time.VirtualTime;
import io.freshet.warehouse.layout.Home;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All tables of a source draw on one bucket. */
class SourceBudgetTest {

    private static final long HALF_A_SECOND = 500_000;

    private final VirtualTime time = new VirtualTime();
    private final TimeShare told = new TimeShare(time.nanoTime());
    private final SourceBudget budget = new SourceBudget(new SweepConfig(2, 20), time, told);
    private final PassSchedule one = budget.schedule("one", Home.INTEGER);
    private final PassSchedule other = budget.schedule("other", Home.INTEGER);

    @Test
    void waitsUntilWhatOneTableHasCostIsPaidOff() {
        budget.spent(240_000);

        // 40 ms were in it, and 20 % of a second are 200 ms
        assertThat(budget.millisUntilStep()).isBetween(1_000L, 1_001L);
        time.pass(Duration.ofMillis(1_001));
        assertThat(budget.millisUntilStep()).isZero();
    }

    @Test
    void isFilledByTheTableThatMayTakeMost() {
        large(one);
        large(other);
        budget.spent(60_000);
        assertThat(budget.millisUntilStep()).as("a quarter of 2 %").isBetween(4_000L, 4_001L);

        other.hint(time.millis());

        assertThat(budget.millisUntilStep()).as("20 %").isBetween(100L, 101L);
    }

    @Test
    void takesTablesForSmallOnlyWhereTheyAreTogether() {
        cost(one, HALF_A_SECOND);
        cost(other, HALF_A_SECOND);
        assertThat(one.share(0)).isEqualTo(20);

        cost(other, 2 * HALF_A_SECOND);

        assertThat(one.share(0)).isEqualTo(0.5);
        assertThat(other.share(0)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 40_000, 160_000, HALF_A_SECOND, 1_499_999, 1_500_001, 10_000_000})
    void promisesTheNextProofNoSoonerThanTablesAtRestAreCompared(long micros) {
        cost(one, micros);
        cost(other, HALF_A_SECOND);

        long begins = one.millisUntilPass(0, false);
        double bothTake = (micros + HALF_A_SECOND) / 1_000.0 * 100 / one.share(begins);

        assertThat(budget.promisedMillis())
                .isGreaterThanOrEqualTo(
                        PollerLimits.PROOF_SLACK.toMillis() + begins + (long) bothTake);
    }

    @Test
    void promisesLaterWhereThePassUnderWayCostsMoreThanTheLast() {
        cost(one, 0);
        assertThat(budget.promisedMillis()).isEqualTo(61_000);

        one.passBegins(8_000, true);
        one.spent(10_000_000);

        assertThat(budget.promisedMillis()).isEqualTo(45_000 + 2 * 2_000_000);
    }

    @Test
    void forgetsTheTableOfAnEpochThatIsOver() {
        large(one);
        large(other);

        budget.schedule("one", Home.INTEGER);
        PassSchedule again = budget.schedule("other", Home.INTEGER);

        assertThat(again.share(0)).isEqualTo(20);
    }

    @Test
    void tellsWhatReconciliationAndPollsTakeTogether() {
        budget.spent(300_000);
        budget.polled(100_000);
        time.pass(Duration.ofSeconds(10));
        budget.polled(0);

        assertThat(told.share()).isEqualTo(0.04);
    }

    private static void large(PassSchedule schedule) {
        cost(schedule, 10_000_000);
    }

    private static void cost(PassSchedule schedule, long micros) {
        schedule.passBegins(0, true);
        schedule.spent(micros);
        schedule.passEnds();
    }
}
