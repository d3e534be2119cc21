package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.TableId;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.publish.InMemoryBroker;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.warehouse.layout.Home;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the source summed up row after row, while rows were published. */
class ScanComparisonTest {

    private static final long RANGE = 5;
    private static final RangeSum OLD = new RangeSum(3, 300);

    private final VirtualTime time = new VirtualTime();
    private final TableState state =
            new TableState(
                    new TableId("shop", "orders"), Home.HASH, KeyGaps.none(), Long.MAX_VALUE, true);
    private final EpochPublisher publisher =
            new EpochPublisher(new InMemoryBroker(time, event -> {}), time, "shop", 1, Tracing.OFF);

    @BeforeEach
    void publishWhileTheSourceIsSummedUp() {
        state.recent().begin(publisher.lastPublished().sequence());
        state.publishUnseen(
                new RowBlock(
                        List.of("note"),
                        0,
                        new long[] {Home.HASH.lowestKey(RANGE) + 7},
                        new long[] {50},
                        new long[] {RowBlock.NO_TIME},
                        new String[][] {{"x"}}),
                publisher);
    }

    private StretchComparison compared(Map<Long, RangeSum> source, Map<Long, RangeSum> held) {
        return StretchComparison.ofScan(
                Home.HASH,
                source,
                new HeldSums(
                        new Applied(1, publisher.lastPublished().sequence()), new TreeMap<>(held)),
                state.recent());
    }

    @Test
    void aRowThatWasPublishedMeanwhileMayHaveBeenSummedUpOrNot() {
        Map<Long, RangeSum> held = Map.of(RANGE, OLD.plus(50));

        assertThat(compared(Map.of(RANGE, OLD.plus(50)), held).differing()).isEmpty();
        assertThat(compared(Map.of(RANGE, OLD), held).differing()).isEmpty();
        assertThat(compared(Map.of(RANGE, OLD.plus(51)), held).differing())
                .containsExactly(
                        new KeyRange(Home.HASH.lowestKey(RANGE), Home.HASH.highestKey(RANGE)));
    }

    @Test
    void whatSeemsToBeGoneIsOnlyLookedInto() {
        StretchComparison comparison =
                compared(Map.of(7L, OLD), Map.of(7L, OLD, 8L, OLD, RANGE, OLD.plus(50)));

        assertThat(comparison.emptied()).isEmpty();
        assertThat(comparison.differing()).hasSize(2);
    }

    @Test
    void soManyRangesAreLookedIntoAtOnceAsHaveAboutSoManyRows() {
        RangeSum many = new RangeSum(25_000, 1);

        assertThat(compared(Map.of(1L, many, 2L, many), Map.of()).partsAtOnce()).isEqualTo(4);
        assertThat(compared(Map.of(1L, new RangeSum(10_000_000, 1)), Map.of()).partsAtOnce())
                .isEqualTo(1);
    }
}
