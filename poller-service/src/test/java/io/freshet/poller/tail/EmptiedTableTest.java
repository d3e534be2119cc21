package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RangeRead;
import io.freshet.events.SourceState;
import io.freshet.poller.limit.PollerLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a table was emptied is found and told at once, however many rows it had. */
class EmptiedTableTest {

    private static final Duration PROMISE = Duration.ofSeconds(10);
    private static final long ROWS_OF_TWO_EVENTS = PollerLimits.GONE_RANGE_ROWS + 20_000;

    @Test
    void publishesOneWideRangeWhereTheTableWasEmptied() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 30_000);
        poller.started();
        poller.warehouse.takeEvents();

        poller.table.truncate();
        poller.pass(Duration.ofMillis(1_500));
        poller.untilExact(PROMISE);

        assertThat(poller.warehouse.takeEvents())
                .hasSizeLessThan(10)
                .allSatisfy(event -> assertThat(event).isInstanceOf(RangeRead.class));
        poller.pass(Duration.ofSeconds(3));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().highWaterMark()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void comparesALargeTableThatWasEmptiedInOneStep() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, ROWS_OF_TWO_EVENTS);
        poller.started();
        poller.pass(Duration.ofSeconds(20));
        poller.warehouse.takeEvents();
        long before = poller.source.rowsLookedAt();

        poller.table.truncate();

        poller.pass(Duration.ofMillis(1_500));
        poller.assertExact();
        assertThat(poller.warehouse.takeEvents()).hasSize(1);
        assertThat(poller.source.rowsLookedAt() - before).isZero();
    }

    @Test
    void isExactWhereALargeTableIsEmptiedWhileItIsWrittenTo() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, ROWS_OF_TWO_EVENTS);
        poller.started();

        poller.table.truncate();
        for (long key = 1; key <= 300; key++) {
            poller.table.put(key * 100, "new");
            poller.table.put(ROWS_OF_TWO_EVENTS + key, "new");
            poller.pass(Duration.ofMillis(20));
        }

        poller.untilExact(PROMISE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isExactWhereATableIsEmptiedAndFilledAgainAndKeepsTheTimesThatNobodyCanKnowBetter(
            boolean statistics) {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.statistics(statistics);
        poller.started();
        poller.table.fill(1, 3_000);
        poller.untilExact(PROMISE);
        long refilled = poller.time.wallMicros();
        poller.pass(Duration.ofSeconds(20));

        poller.table.truncate();
        for (long key = 1; key <= 2_000; key++) {
            poller.table.put(key, "other" + key);
        }

        poller.untilExact(PROMISE);
        assertThat(poller.warehouse.rows(SimulatedPoller.TABLE).values())
                .hasSize(2_000)
                .allSatisfy(row -> assertThat(row.time()).isLessThan(refilled));
        poller.pass(Duration.ofSeconds(3));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void rowsThatComeAfterItWasSeenEmptyAreOfWhenTheyAreRead() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.started();
        poller.table.fill(1, 3_000);
        poller.untilExact(PROMISE);
        poller.table.truncate();
        poller.untilExact(PROMISE);
        long filled = poller.time.wallMicros();

        poller.table.fill(1, 2_000);

        poller.untilExact(PROMISE);
        assertThat(poller.warehouse.rows(SimulatedPoller.TABLE).values())
                .allSatisfy(row -> assertThat(row.time()).isGreaterThanOrEqualTo(filled));
    }
}
