package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One statement compares about as much as the source sums up in a fiftieth of a second. */
class StretchSizeTest {

    private static final long ALL = Long.MAX_VALUE;

    private final StretchSize size = new StretchSize(Home.INTEGER);

    @Test
    void endsWithARangeThatIsHeld() {
        KeyRange stretch = size.stretch(Long.MIN_VALUE, full(0, 9), ALL);

        assertThat(stretch).isEqualTo(new KeyRange(Long.MIN_VALUE, Home.INTEGER.highestKey(4)));
    }

    @Test
    void goesToTheEndOfAllKeysAfterTheLastRangeThatIsHeld() {
        assertThat(size.stretch(0, full(0, 1), ALL)).isEqualTo(new KeyRange(0, ALL));
        assertThat(size.stretch(0, full(0, -1), ALL)).isEqualTo(new KeyRange(0, ALL));
        assertThat(size.stretch(0, full(0, 9), 1_500)).isEqualTo(new KeyRange(0, 1_500));
    }

    @Test
    void growsUntilAStatementTakesItsTime() {
        settle(1);

        long ranges = size.ranges();

        // 20 ms at 1 microsecond a row
        assertThat(ranges * Home.INTEGER.width()).isBetween(18_000L, 22_000L);
    }

    @Test
    void shrinksWhereRowsCostMore() {
        settle(1);

        settle(4);

        assertThat((long) size.ranges() * Home.INTEGER.width()).isBetween(4_000L, 6_000L);
    }

    @Test
    void shrinksToOneRangeWhereStatementsFailAndGrowsBack() {
        settle(1);
        for (int i = 0; i < 10; i++) {
            size.failed();
        }
        assertThat(size.ranges()).isOne();

        settle(1);

        assertThat(size.ranges()).isGreaterThan(15);
    }

    @Test
    void goesNearWhatFailedSlowlyHoweverLittleRowsSeemToCost() {
        long most = 50;
        int failed = 0;
        long compared = 0;
        for (int step = 0; step < 300; step++) {
            if (size.ranges() > most) {
                failed++;
                size.failed();
            } else {
                compared += size.ranges();
                long rows = (long) size.ranges() * Home.INTEGER.width();
                size.took(0, rows, size.ranges());
            }
        }

        assertThat(failed).isLessThan(300 / 6);
        assertThat(compared / failed).isGreaterThan(3 * most);
    }

    @Test
    void asksForNoMoreRangesThanAStatementTakesHoweverFewRowsTheyHold() {
        for (int i = 0; i < 50; i++) {
            size.took(100, 2_000, 2_000);
        }

        assertThat(size.ranges()).isEqualTo(PollerLimits.STEP_RANGES);
    }

    private void settle(long microsPerRow) {
        for (int i = 0; i < 30; i++) {
            long rows = (long) size.ranges() * Home.INTEGER.width();
            size.took(rows * microsPerRow, rows, size.ranges());
        }
    }

    private static NavigableMap<Long, RangeSum> full(long first, long last) {
        TreeMap<Long, RangeSum> ranges = new TreeMap<>();
        for (long range = first; range <= last; range++) {
            ranges.put(range, new RangeSum(Home.INTEGER.width(), range));
        }
        return ranges;
    }
}
