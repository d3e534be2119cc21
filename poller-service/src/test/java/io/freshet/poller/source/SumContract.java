package io.freshet.poller.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sums and digests say of rows what reading them says. */
interface SumContract extends TestedSource {

    @Test
    default void sumsAreThoseOfTheRowsOfEachRange() {
        source().createTable();
        source().fill(-1_030, 3_000);
        source().remove(1_024, 2_047);
        source().put(Long.MIN_VALUE, "lowest");
        source().put(Long.MAX_VALUE, "highest");
        SourceTable table = source().read();

        RangeSums sums = source().await(table.sumRanges(KeyRange.ALL));

        assertThat(sums.byRange())
                .isEqualTo(sumsOf(source().all(table)))
                .containsKeys(-2L, -1L, 0L, 2L)
                .doesNotContainKey(1L);
        assertThat(sums.costMicros()).isNotNegative();
    }

    @Test
    default void sumsOnlyWhatLiesWithinTheKeys() {
        source().createTable();
        source().fill(0, 3_000);
        SourceTable table = source().read();
        KeyRange keys = new KeyRange(1_000, 1_025);

        assertThat(source().await(table.sumRanges(keys)).byRange())
                .isEqualTo(sumsOf(source().await(table.readRange(keys, 1)).rows()))
                .hasSize(2);
        assertThat(source().await(table.sumRanges(new KeyRange(4_000, 5_000))).byRange()).isEmpty();
    }

    @Test
    default void digestsAreThoseOfTheRows() {
        source().createTable();
        source().fill(1, 100);
        SourceTable table = source().read();
        List<KeyRange> ranges = List.of(new KeyRange(5, 7), new KeyRange(100, Long.MAX_VALUE));
        Map<Long, Long> read = digestsOf(source().await(table.probe(ranges, 1, 1_000)).rows());

        RowDigests digests = source().await(table.digests(ranges));

        assertThat(digests.byKey()).isEqualTo(read).containsOnlyKeys(5L, 6L, 7L, 100L);
        assertThat(digests.costMicros()).isNotNegative();
        assertThat(source().await(table.digests(List.of())).byKey()).isEmpty();
    }

    @Test
    default void theyAreTheSameForWhoeverReads() {
        source().createTable();
        source().fill(1, 2_000);
        RowBlock once = source().await(source().read().readRange(KeyRange.ALL, 1)).rows();

        RowBlock again = source().await(source().read().readRange(KeyRange.ALL, 1)).rows();

        assertThat(again.digests()).isEqualTo(once.digests());
    }

    @Test
    default void theyDependOnWhatRowsMean() {
        source().createTable();
        source().fill(1, 10);
        SourceTable one = source().read(17);
        SourceTable other = source().read(-18);

        RowBlock rows = source().all(other);

        assertThat(digestsOf(rows)).doesNotContainValue(source().all(one).digests()[0]);
        assertThat(source().await(other.sumRanges(KeyRange.ALL)).byRange())
                .isEqualTo(sumsOf(rows))
                .isNotEqualTo(source().await(one.sumRanges(KeyRange.ALL)).byRange());
        assertThat(source().await(other.digests(List.of(KeyRange.ALL))).byKey())
                .isEqualTo(digestsOf(rows));
    }

    private static Map<Long, RangeSum> sumsOf(RowBlock rows) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            sums.merge(
                    Home.INTEGER.numberOf(rows.keys()[row]),
                    RangeSum.NONE.plus(rows.digests()[row]),
                    RangeSum::plus);
        }
        return sums;
    }

    private static Map<Long, Long> digestsOf(RowBlock rows) {
        Map<Long, Long> digests = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            digests.put(rows.keys()[row], rows.digests()[row]);
        }
        return digests;
    }
}
