package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a range that differs only the parts are looked at again that do. */
class PartComparisonTest {

    private static final Home HOME = Home.INTEGER;
    private static final int PARTS = 16;
    private static final RangeSum FULL = new RangeSum(HOME.partWidth(), 1_000);

    private final VirtualTime time = new VirtualTime();
    private final EpochPublisher publisher =
            new EpochPublisher(change -> Future.succeededFuture(), time, "shop", 1, Tracing.OFF);
    private final TableState state =
            new TableState(
                    new TableId("shop", "orders"), HOME, KeyGaps.none(), Long.MAX_VALUE, true);
    private final Map<Long, RangeSum> held = new HashMap<>();

    @BeforeEach
    void begin() {
        state.recent().begin(0);
        held.putAll(full(0, 1));
    }

    @Test
    void namesPartsThatDiffer() {
        held.put(3L, FULL.plus(1));

        assertThat(narrowed(0)).containsExactly(part(3, 3));
    }

    @Test
    void joinsPartsThatLieSideBySide() {
        held.put(0L, FULL.plus(1));
        held.put(1L, FULL.plus(1));
        held.put(2L, FULL.plus(1));
        held.put(4L, FULL.plus(1));
        held.remove(15L);

        assertThat(narrowed(0)).containsExactly(part(0, 2), part(4, 4), part(15, 15));
    }

    @Test
    void looksAtTheWholeRangeWhereItsPartsAreTheSame() {
        assertThat(narrowed(0)).containsExactly(StretchComparison.whole(HOME, 0));
    }

    @Test
    void subtractsWhatWasPublishedOfAPartSinceTheSourceWasRead() {
        held.put(3L, FULL.plus(50));
        held.put(4L, FULL.plus(51));
        publish(3 * HOME.partWidth(), 50);
        publish(4 * HOME.partWidth(), 50);

        assertThat(narrowed(0)).containsExactly(part(4, 4));
    }

    @Test
    void narrowsNoRangeWithFewRows() {
        Map<Long, RangeSum> source = full(0, 1);
        source.put(16L, new RangeSum(PollerLimits.NARROWED_ROWS, 5));
        source.put(32L, new RangeSum(PollerLimits.NARROWED_ROWS - 1, 5));

        PartComparison comparison = new PartComparison(HOME, differing(0, 1, 2, 3), sums(source));

        assertThat(comparison.ranges()).as("0 is full, 3 has no row").containsExactly(0L, 1L);
    }

    @Test
    void narrowsNoMoreRangesThanSoManyAndKeepsTheRestWhole() {
        int ranges = PollerLimits.NARROWED_RANGES + 1;
        Map<Long, RangeSum> source = full(0, ranges);
        held.putAll(source);
        held.put(5L, FULL.plus(1));
        long[] numbers = LongStream.range(0, ranges).toArray();

        PartComparison comparison = new PartComparison(HOME, differing(numbers), sums(source));
        StretchComparison narrow = comparison.narrow(heldSums(), state.recent());

        assertThat(comparison.ranges()).hasSize(PollerLimits.NARROWED_RANGES);
        assertThat(narrow.differing()).hasSize(ranges).startsWith(part(5, 5));
        assertThat(narrow.differing())
                .endsWith(StretchComparison.whole(HOME, PollerLimits.NARROWED_RANGES));
    }

    @Test
    void keepsWhatIsNotNarrowed() {
        Emptied emptied = new Emptied(StretchComparison.whole(HOME, 9), List.of(9L), 3);
        StretchComparison whole =
                new StretchComparison(
                        KeyRange.ALL,
                        List.of(StretchComparison.whole(HOME, 0)),
                        List.of(emptied),
                        512);

        StretchComparison narrow =
                new PartComparison(HOME, whole, sums(full(0, 1)))
                        .narrow(heldSums(), state.recent());

        assertThat(narrow.stretch()).isEqualTo(KeyRange.ALL);
        assertThat(narrow.emptied()).containsExactly(emptied);
        assertThat(narrow.partsAtOnce()).isEqualTo(512);
    }

    private List<KeyRange> narrowed(long range) {
        return new PartComparison(HOME, differing(range), sums(full(0, 1)))
                .narrow(heldSums(), state.recent())
                .differing();
    }

    private HeldSums heldSums() {
        return new HeldSums(
                new Applied(1, publisher.lastPublished().sequence()), new TreeMap<>(held));
    }

    /** All parts of some ranges, full of rows. */
    private static Map<Long, RangeSum> full(int firstRange, int behind) {
        Map<Long, RangeSum> parts = new HashMap<>();
        for (long part = (long) firstRange * PARTS; part < (long) behind * PARTS; part++) {
            parts.put(part, FULL);
        }
        return parts;
    }

    private static RangeSums sums(Map<Long, RangeSum> parts) {
        return new RangeSums(HOME, parts, 0, Optional.empty());
    }

    private static StretchComparison differing(long... ranges) {
        return new StretchComparison(
                KeyRange.ALL,
                LongStream.of(ranges)
                        .mapToObj(range -> StretchComparison.whole(HOME, range))
                        .toList(),
                List.of(),
                512);
    }

    private static KeyRange part(long first, long last) {
        return new KeyRange(first * HOME.partWidth(), (last + 1) * HOME.partWidth() - 1);
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
}
