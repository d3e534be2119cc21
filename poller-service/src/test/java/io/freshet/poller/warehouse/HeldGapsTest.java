package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.KeyGaps;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gaps that a source is opened with are those between the rows that are held. */
class HeldGapsTest {

    private final HeldWarehouse warehouse = new HeldWarehouse();

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void isOneGapWhereNothingIsHeld() {
        assertThat(gaps().ranges()).containsExactly(KeyRange.ALL);
    }

    @Test
    void looksIntoNoRangeThatIsFull() {
        warehouse.hold("select generate_series(1, 300000) as key");
        // full ranges are not read: what stands in them makes no difference
        warehouse.database.execute(
                "delete from pisa.responses where source_id = 1 and row_key = 150000");

        KeyGaps gaps = gaps();

        assertThat(gaps.ranges())
                .containsExactly(
                        new KeyRange(Long.MIN_VALUE, 0), new KeyRange(300_001, Long.MAX_VALUE));
    }

    @Test
    void findsWhatIsMissingWithinAndBetweenRanges() {
        warehouse.hold(
                "select i as key from generate_series(-5000, 20000) as i"
                        + " where i not in (-4096, 0, 1023, 1024, 7777)"
                        + " and i not between 9000 and 15000");

        assertThat(gaps().ranges())
                .containsExactly(
                        new KeyRange(Long.MIN_VALUE, -5_001),
                        new KeyRange(-4_096, -4_096),
                        new KeyRange(0, 0),
                        new KeyRange(1_023, 1_024),
                        new KeyRange(7_777, 7_777),
                        new KeyRange(9_000, 15_000),
                        new KeyRange(20_001, Long.MAX_VALUE));
    }

    @Test
    void isNotConfusedByTheLowestAndTheHighestKeyThereCanBe() {
        warehouse.hold(
                "select unnest(array['-9223372036854775808'::bigint, 5, 9223372036854775807])"
                        + " as key");

        KeyGaps gaps = gaps();

        assertThat(gaps.ranges())
                .containsExactly(
                        new KeyRange(Long.MIN_VALUE + 1, 4), new KeyRange(6, Long.MAX_VALUE - 1));
        assertThat(gaps.highWaterMark()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isNotConfusedByFullRangesAtBothEndsOfTheKeys() {
        warehouse.hold(
                "select i as key from generate_series(0, 1023) as n,"
                        + " lateral (values ('-9223372036854775808'::bigint + n),"
                        + " (9223372036854775807 - n)) as v (i)");

        assertThat(gaps().ranges())
                .containsExactly(new KeyRange(Long.MIN_VALUE + 1_024, Long.MAX_VALUE - 1_024));
    }

    @Test
    void keepsTheNewestWhereThereAreTooMany() {
        warehouse.hold("select i * 2 as key from generate_series(1, 150000) as i");

        KeyGaps gaps = gaps();

        assertThat(gaps.ranges()).hasSizeBetween(PollerLimits.GAPS - 1, PollerLimits.GAPS);
        assertThat(gaps.contains(299_999)).isTrue();
        assertThat(gaps.contains(3)).isFalse();
        assertThat(gaps.highWaterMark()).isEqualTo(300_000);
    }

    @Test
    void findsTheGapsOfSparseKeysAsTheRowsThemselvesTell() {
        warehouse.hold(
                "select distinct (random() * 3000000)::bigint - 1000000 as key"
                        + " from generate_series(1, 40000)");
        TreeSet<Long> keys =
                HeldWarehouse.await(
                                warehouse.held.digests(
                                        warehouse.source,
                                        HeldWarehouse.TABLE,
                                        List.of(KeyRange.ALL)))
                        .byKey()
                        .keySet()
                        .stream()
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(gaps().ranges()).isEqualTo(between(keys));
    }

    private static List<KeyRange> between(NavigableSet<Long> keys) {
        List<KeyRange> gaps = new ArrayList<>();
        long low = Long.MIN_VALUE;
        for (long key : keys) {
            if (key > low) {
                gaps.add(new KeyRange(low, key - 1));
            }
            low = key + 1;
        }
        gaps.add(new KeyRange(low, Long.MAX_VALUE));
        return gaps;
    }

    private KeyGaps gaps() {
        return HeldWarehouse.await(warehouse.held.gaps(warehouse.source, HeldWarehouse.TABLE, 0));
    }
}
