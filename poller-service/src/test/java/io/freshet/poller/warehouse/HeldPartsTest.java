package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is held of the parts of ranges is what the rows held say. */
class HeldPartsTest {

    private final HeldWarehouse warehouse = new HeldWarehouse();

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void isSummedUpFromTheRowsOfTheseRangesAlone() {
        warehouse.hold(
                "select i * 3 as key from generate_series(-2000, 2000) as i where i % 7 <> 0");

        HeldSums parts = parts(-1L, 0L, 3L);

        assertThat(parts.applied()).isEqualTo(new Applied(1, 0));
        assertThat(parts.byNumber()).hasSize(48).isEqualTo(summed(-1L, 0L, 3L));
    }

    @Test
    void tellsHowFarItIsTrueWhereNothingIsHeld() {
        assertThat(parts(5L).applied()).isEqualTo(new Applied(1, 0));
        assertThat(parts(5L).byNumber()).isEmpty();
    }

    private HeldSums parts(Long... ranges) {
        return HeldWarehouse.await(
                warehouse.held.parts(warehouse.source, HeldWarehouse.TABLE, List.of(ranges)));
    }

    private Map<Long, RangeSum> summed(long... ranges) {
        Map<Long, RangeSum> sums = new TreeMap<>();
        for (long range : ranges) {
            KeyRange keys =
                    new KeyRange(Home.INTEGER.lowestKey(range), Home.INTEGER.highestKey(range));
            HeldWarehouse.await(
                            warehouse.held.digests(
                                    warehouse.source, HeldWarehouse.TABLE, List.of(keys)))
                    .byKey()
                    .forEach(
                            (key, digest) ->
                                    sums.merge(
                                            Home.INTEGER.partOf(key),
                                            RangeSum.NONE.plus(digest),
                                            RangeSum::plus));
        }
        return sums;
    }
}
