package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.intake.UnfitChangeException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that the warehouse refuses, for reasons that the aggregator cannot know. */
class BisectionTest {

    private static ApplyingWarehouse warehouse;
    private static int sources;

    private String source;
    private int id;

    @BeforeAll
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
        warehouse.database.execute(
                "alter table sales.orders add constraint modest check (amount < 1000)",
                "alter table sales.orders add constraint sane check (row_key <> 666)");
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @BeforeEach
    void register() {
        source = "s" + ++sources;
        id = warehouse.register(source, "{\"region\": \"ZZ\"}");
        warehouse.apply(opened(source, 1));
    }

    private static Order[] orders(long from, long to, long... immodest) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(
                        key ->
                                Order.of(
                                        key,
                                        "FR",
                                        LongStream.of(immodest).anyMatch(bad -> bad == key)
                                                ? "5000"
                                                : "1"))
                .toArray(Order[]::new);
    }

    private String summary() {
        return String.join(
                " ",
                warehouse.query(
                        "select area, rows, amount_count, amount_sum from sales.by_area where source_id = %d order by 1"
                                .formatted(id)));
    }

    @Test
    void holdsRefusedRowsWithoutTheValuesAtFaultAndAppliesTheRest() {
        // When
        warehouse.apply(
                rows(source, 1, 1, orders(1, 50, 7, 8, 50)), rows(source, 1, 2, orders(51, 60)));

        // Then
        assertThat(summary()).isEqualTo("FR|60|57|57");
        assertThat(
                        warehouse.query(
                                "select count(*), sum(rows) from freshet.key_range where source_id = "
                                        + id))
                .containsExactly("1|60");
        assertThat(
                        warehouse.query(
                                "select row_key, column_name, split_part(reason, ':', 1) from freshet.quarantine where source_id = %d order by 1"
                                        .formatted(id)))
                .containsExactly(
                        "7|amount|refused-by-warehouse",
                        "8|amount|refused-by-warehouse",
                        "50|amount|refused-by-warehouse");
    }

    @Test
    void doesTheSameForARangeAndReleasesTheRowOnceItIsTaken() {
        // Given
        warehouse.apply(rows(source, 1, 1, orders(1, 10)));

        // When
        warehouse.apply(
                range(
                        source,
                        1,
                        2,
                        0,
                        1023,
                        false,
                        new Order(3, 99, ApplyEvents.NOON, "FR", "7000", null, null)));

        // Then
        assertThat(
                        warehouse.query(
                                "select row_key, amount from sales.orders where source_id = " + id))
                .containsExactly("3|null");

        // When
        warehouse.apply(
                range(
                        source,
                        1,
                        3,
                        0,
                        1023,
                        false,
                        new Order(3, 100, ApplyEvents.NOON, "FR", "9", null, null)));

        // Then
        assertThat(summary()).isEqualTo("FR|1|1|9");
        assertThat(warehouse.query("select 1 from freshet.quarantine where source_id = " + id))
                .isEmpty();
    }

    @Test
    void keepsTheQuarantinedValuesOfARefusedRowToo() {
        // When
        warehouse.apply(
                rows(
                        source,
                        1,
                        1,
                        new Order(1, 5, ApplyEvents.NOON, "FR", "5000", "heavy", "kept")));

        // Then
        assertThat(
                        warehouse.query(
                                "select area, amount, weight, note from sales.orders where source_id = "
                                        + id))
                .containsExactly("FR|null|null|kept");
        assertThat(
                        warehouse.query(
                                "select column_name, value, split_part(reason, ':', 1) from freshet.quarantine where source_id = %d order by 1"
                                        .formatted(id)))
                .containsExactly("amount|5000|refused-by-warehouse", "weight|heavy|not-a-number");
    }

    @Test
    void givesUpOnAnEventThatCannotBeHeldAtAll() {
        // Then
        assertThatThrownBy(
                        () ->
                                warehouse.apply(
                                        rows(source, 1, 1, orders(1, 5)),
                                        rows(source, 1, 2, orders(664, 668))))
                .hasCauseInstanceOf(UnfitChangeException.class)
                .hasMessageContaining("sane");
        assertThat(warehouse.query("select sequence from freshet.applied where source_id = " + id))
                .containsExactly("1");
        assertThat(summary()).isEqualTo("FR|5|5|5");
    }
}
