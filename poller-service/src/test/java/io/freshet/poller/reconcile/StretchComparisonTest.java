package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ranges of a stretch differ, while rows are published. */
class StretchComparisonTest {

    private static final Home HOME = Home.INTEGER;
    private static final RangeSum TEN = new RangeSum(10, 1_000);

    private final VirtualTime time = new VirtualTime();
    private final EpochPublisher publisher =
            new EpochPublisher(change -> Future.succeededFuture(), time, "shop", 1, Tracing.OFF);
    private final TableState state =
            new TableState(
                    new TableId("shop", "orders"), HOME, KeyGaps.none(), Long.MAX_VALUE, true);

    @BeforeEach
    void begin() {
        state.recent().begin(0);
    }

    private StretchComparison compare(
            KeyRange stretch, Map<Long, RangeSum> source, Map<Long, RangeSum> held) {
        return compare(stretch, source, held, PollerLimits.GONE_RANGE_ROWS);
    }

    private StretchComparison compare(
            KeyRange stretch,
            Map<Long, RangeSum> source,
            Map<Long, RangeSum> held,
            long mostEmptied) {
        HeldSums sums =
                new HeldSums(
                        new Applied(1, publisher.lastPublished().sequence()), new TreeMap<>(held));
        return StretchComparison.of(HOME, stretch, source, sums, state.recent(), mostEmptied);
    }

    @Test
    void findsNothingWhereBothHoldTheSame() {
        StretchComparison same =
                compare(KeyRange.ALL, Map.of(1L, TEN, 5L, TEN), Map.of(1L, TEN, 5L, TEN));

        assertThat(same.all()).isEmpty();
        assertThat(same.stretch()).isEqualTo(KeyRange.ALL);
        assertThat(same.partsAtOnce()).isEqualTo(PollerLimits.ROW_COMPARISON_PARTS);
    }

    @Test
    void findsRangesThatDifferOrAreMissing() {
        StretchComparison comparison =
                compare(
                        KeyRange.ALL,
                        Map.of(1L, TEN, 2L, TEN, 3L, TEN),
                        Map.of(1L, TEN.plus(5), 2L, TEN));

        assertThat(comparison.differing()).containsExactly(range(1), range(3));
        assertThat(comparison.emptied()).isEmpty();
    }

    @Test
    void looksAtNothingBesideTheStretch() {
        KeyRange stretch = new KeyRange(HOME.lowestKey(2), HOME.highestKey(3));

        StretchComparison comparison =
                compare(stretch, Map.of(2L, TEN), Map.of(1L, TEN, 2L, TEN, 3L, TEN, 4L, TEN));

        assertThat(comparison.all()).containsExactly(range(3));
    }

    @Test
    void joinsRangesThatAreEmptyUpToTheNextThatIsNot() {
        StretchComparison comparison =
                compare(KeyRange.ALL, Map.of(4L, TEN), Map.of(1L, TEN, 3L, TEN, 4L, TEN, 6L, TEN));

        assertThat(comparison.differing()).isEmpty();
        assertThat(comparison.emptied())
                .containsExactly(
                        new Emptied(
                                new KeyRange(HOME.lowestKey(1), HOME.highestKey(3)),
                                List.of(1L, 3L),
                                20),
                        new Emptied(range(6), List.of(6L), 10));
        assertThat(comparison.all()).hasSize(2);
    }

    @Test
    void joinsNoMoreRowsThanOneEventMaySayToBeGone() {
        Map<Long, RangeSum> held = Map.of(1L, TEN, 2L, TEN, 3L, TEN);

        assertThat(compare(KeyRange.ALL, Map.of(), held, 20).emptied())
                .extracting(Emptied::ranges, Emptied::rows)
                .containsExactly(tuple(List.of(1L, 2L), 20L), tuple(List.of(3L), 10L));
        assertThat(compare(KeyRange.ALL, Map.of(), held, 30).emptied()).hasSize(1);
    }

    @Test
    void subtractsWhatWasPublishedSinceTheSourceWasRead() {
        publish(HOME.lowestKey(1) + 7, 50);

        assertThat(compare(KeyRange.ALL, Map.of(1L, TEN), Map.of(1L, TEN.plus(50))).all())
                .isEmpty();
        assertThat(compare(KeyRange.ALL, Map.of(1L, TEN), Map.of(1L, TEN)).differing())
                .containsExactly(range(1));
    }

    @Test
    void doesNotTakeARangeForEmptyThatRowsWerePublishedOf() {
        publish(HOME.lowestKey(1) + 7, 50);

        StretchComparison comparison =
                compare(KeyRange.ALL, Map.of(), Map.of(1L, TEN.plus(50), 2L, TEN));

        assertThat(comparison.differing()).containsExactly(range(1));
        assertThat(comparison.emptied()).extracting(Emptied::keys).containsExactly(range(2));
    }

    @Test
    void aTableThatIsEmptiedIsClearedAtOnceHoweverManyRowsItHad() {
        HeldSums held =
                new HeldSums(
                        new Applied(1, 0),
                        new TreeMap<>(
                                Map.of(
                                        1L,
                                        new RangeSum(PollerLimits.GONE_RANGE_ROWS, 1),
                                        2L,
                                        TEN)));

        StretchComparison comparison =
                StretchComparison.ofScan(Home.HASH, Map.of(), held, state.recent());

        assertThat(comparison.emptied())
                .singleElement()
                .satisfies(
                        emptied -> {
                            assertThat(emptied.ranges()).containsExactly(1L, 2L);
                            assertThat(emptied.rows()).isEqualTo(PollerLimits.GONE_RANGE_ROWS + 10);
                        });
    }

    private void publish(long key, long digest) {
        state.publishUnseen(
                new RowBlock(
                        List.of("note"),
                        0,
                        new long[] {key},
                        new long[] {digest},
                        new long[] {RowBlock.NO_TIME},
                        new String[][] {{"x"}}),
                publisher);
    }

    private static KeyRange range(long number) {
        return StretchComparison.whole(HOME, number);
    }
}
