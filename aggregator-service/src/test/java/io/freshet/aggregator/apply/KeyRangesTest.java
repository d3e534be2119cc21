package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.doubted;
import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import org.junit.jupiter.api.Test;

/** Rows that left a range of keys are deleted, and the checksums of ranges follow. */
class KeyRangesTest extends OverSales {

    @Test
    void deletesWhatARangeNoLongerHolds() {
        // Given
        warehouse.apply(
                rows(
                        source,
                        1,
                        1,
                        Order.of(1, "FR", "1"),
                        Order.of(2, "FR", "2"),
                        Order.of(5000, "FR", "4")));

        // When
        warehouse.apply(range(source, 1, 2, 0, 1023, false, Order.of(2, "FR", "2")));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|2|2|6");
        assertThat(
                        warehouse.query(
                                "select range_number, rows, digest from freshet.key_range where source_id = %d order by 1"
                                        .formatted(applied.id())))
                .containsExactly("0|1|62", "4|1|155000");
    }

    @Test
    void deletesKeysThatAreGoneAndPassesOverThoseThatAreNotHeld() {
        // Given
        warehouse.apply(
                rows(
                        source,
                        1,
                        1,
                        Order.of(Long.MIN_VALUE, "FR", "1"),
                        Order.of(2, "FR", "x"),
                        Order.of(3, "FR", "4"),
                        Order.of(Long.MAX_VALUE, "GB", "8")));

        // When
        warehouse.apply(
                rows(source, 1, 2, Order.of(4, "IT", "16")),
                gone(source, 1, 3, Long.MAX_VALUE, 2, 4, 5, Long.MIN_VALUE));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|1|1|4 GB|0|0|0 IT|0|0|0");
        assertThat(applied.keyRanges()).containsExactly("0|1|93");
        assertThat(
                        warehouse.query(
                                "select 1 from freshet.quarantine where source_id = "
                                        + applied.id()))
                .isEmpty();
        assertThat(applied.version()).isEqualTo("3");
    }

    @Test
    void leavesOtherSourcesRowsAloneWhereKeysAreGone() {
        // Given
        SourceInWarehouse other = SourceInWarehouse.openedIn(warehouse);
        warehouse.apply(rows(other.name(), 1, 1, Order.of(1, "FR", "1")));

        // When
        warehouse.apply(gone(source, 1, 1, 1));

        // Then
        assertThat(other.byArea()).isEqualTo("FR|1|1|1");
    }

    @Test
    void computesDoubtedChecksumsAnewFromTheRowsHeld() {
        // Given
        warehouse.apply(
                rows(
                        source,
                        1,
                        1,
                        Order.of(1, "FR", "1"),
                        Order.of(1023, "FR", "2"),
                        Order.of(5000, "FR", "4"),
                        Order.of(-1, "FR", "8")));
        warehouse.query(
                """
                with lost as (
                 delete from freshet.key_range where source_id = %1$d and range_number = 4)
                update freshet.key_range set rows = rows + 1, digest = 77 where source_id = %1$d
                returning 1"""
                        .formatted(applied.id()));
        warehouse.query(
                """
                insert into freshet.key_range (source_id, table_name, range_number, rows, digest, version)
                values (%d, 'orders', 2, 3, 0, 0) returning 1"""
                        .formatted(applied.id()));

        // When
        warehouse.apply(doubted(source, 1, 2, 500, 4_500));

        // Then
        assertThat(applied.keyRanges()).containsExactly("-1|2|77", "0|2|31744", "4|1|155000");
        assertThat(applied.version()).isEqualTo("3");
        assertThat(applied.byArea()).isEqualTo("FR|4|4|15");
    }

    @Test
    void sumsUpWhatCameInTheSameBatchBeforeADoubt() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                doubted(source, 1, 2, 0, Long.MAX_VALUE),
                rows(source, 1, 3, Order.of(2, "FR", "1")));

        // Then
        assertThat(applied.keyRanges()).containsExactly("0|2|93");
    }
}
