package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.NOON;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static io.freshet.aggregator.apply.ApplyEvents.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import org.junit.jupiter.api.Test;

/** What a row adds to the summaries, and when it leaves quarantine. */
class BatchApplierTest extends OverSales {

    private static final long HOUR = 3_600_000_000L;

    @Test
    void sumsUpNewRows() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "fr", "1.10"), Order.of(2, " FR ", "2.205")),
                rows(source, 1, 2, Order.of(3, "GB", "-7")));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|2|2|3.305 GB|1|1|-7");
        assertThat(
                        warehouse.query(
                                "select fence, sequence, version from freshet.applied where source_id = "
                                        + applied.id()))
                .containsExactly("1|2|2");
    }

    @Test
    void changesNothingWhenAnEventComesAgain() {
        // Given
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "1")));

        // When
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "1")));
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                rows(source, 1, 1, Order.of(9, "GB", "1")));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|1|1|1");
    }

    @Test
    void movesARowFromGroupToGroup() {
        // Given
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "5"), Order.of(2, "FR", "6")));

        // When
        warehouse.apply(
                rows(source, 1, 2, new Order(1, 77, NOON + 3_600_000_000L, "GB", "8", null, null)));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|1|1|6 GB|1|1|8");
        assertThat(
                        warehouse.query(
                                "select rows, amount_sum from sales.over_time where source_id = "
                                        + applied.id()))
                .containsExactly("2|14");
    }

    @Test
    void aRowKeepsTheTimeAtWhichItWasFirstObserved() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                rows(source, 1, 2, new Order(1, 7, NOON + HOUR, "FR", "2", null, null)));
        warehouse.apply(rows(source, 1, 3, new Order(1, 8, NOON + HOUR, "FR", "2", null, null)));

        // Then
        assertThat(applied.overTime()).containsExactly("12|1");
    }

    @Test
    void aTimeThatIsTheSourcesOwnChangesWithItsRow() {
        // When
        warehouse.apply(
                timed(source, 1, 1, Order.of(1, "FR", "1"), Order.of(2, "FR", "1")),
                timed(source, 1, 2, new Order(1, 7, NOON + HOUR, "FR", "1", null, null)));

        // Then
        assertThat(applied.overTime()).containsExactly("12|1", "13|1");

        // When
        warehouse.apply(
                timed(source, 1, 3, new Order(2, 8, NOON + 2 * HOUR, "FR", "1", null, null)));

        // Then
        assertThat(applied.overTime()).containsExactly("13|1", "14|1");
    }

    @Test
    void quarantinesWhatIsNoNumberAndCountsTheRow() {
        // When
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FRA", "1e400")));

        // Then
        assertThat(applied.byArea()).isEqualTo("ZZ|1|0|0");
        assertThat(
                        warehouse.query(
                                "select row_key, column_name, value, reason from freshet.quarantine where source_id = %d order by 2"
                                        .formatted(applied.id())))
                .containsExactly("1|amount|1e400|not-a-number", "1|area|FRA|not-a-code");
    }

    @Test
    void releasesARowThatWasPutRight() {
        // Given
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "x")));

        // When
        warehouse.apply(rows(source, 1, 2, new Order(1, 8, NOON, "FR", "3", null, null)));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|1|1|3");
        assertThat(
                        warehouse.query(
                                "select 1 from freshet.quarantine where source_id = "
                                        + applied.id()))
                .isEmpty();
    }
}
