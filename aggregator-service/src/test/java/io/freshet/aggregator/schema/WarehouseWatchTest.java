package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyingWarehouse;
import io.freshet.aggregator.apply.SomeOrders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A warehouse that changes under a running aggregator. */
class WarehouseWatchTest {

    private ApplyingWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
        warehouse.watch.look();
        SomeOrders.apply(warehouse, "fr", 1);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private String totals() {
        return String.join(
                " ",
                warehouse.query("select area, rows, amount_sum from sales.by_area order by 1"));
    }

    @Test
    void aWarehouseThatIsAsItWasIsLeftAlone() {
        assertThat(warehouse.watch.look()).isFalse();
    }

    @Test
    void aDroppedSummaryIsFilledFromTheRowsHeld() {
        // Given
        String before = totals();
        assertThat(before).isNotEmpty();
        warehouse.database.execute("drop table sales.by_area");

        // When
        boolean prepared = warehouse.watch.look();

        // Then
        assertThat(prepared).isTrue();
        assertThat(totals()).isEqualTo(before);
        assertThat(warehouse.watch.look()).isFalse();
    }

    @Test
    void aDroppedTableOfRowsIsMadeAnewAndItsSourcesAreSetBack() {
        // Given
        warehouse.database.execute("drop table sales.orders");

        // When
        warehouse.watch.look();

        // Then
        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("0");
        assertThat(warehouse.query("select count(*) from freshet.key_range")).containsExactly("0");
        assertThat(totals()).isEmpty();
        assertThat(warehouse.watch.look()).isFalse();
    }

    @Test
    void aWarehouseMadeAnewIsPreparedAndItsSourcesAreLookedUpAnew() {
        // Given
        warehouse.database.execute("drop schema freshet cascade", "drop schema sales cascade");

        // When
        boolean prepared = warehouse.watch.look();

        // Then
        assertThat(prepared).isTrue();
        SomeOrders.apply(warehouse, "gb", 1);
        assertThat(totals()).isNotEmpty();
        assertThat(warehouse.watch.look()).isFalse();
    }

    @Test
    void tablesThatFreshetMadeAreMadeAnewWhereItsOwnSchemaAloneIsDropped() {
        // Given
        warehouse.database.execute("drop schema freshet cascade");

        // When
        boolean prepared = warehouse.watch.look();

        // Then
        assertThat(prepared).isTrue();
        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("0");
        SomeOrders.apply(warehouse, "gb", 1);
        assertThat(totals()).isNotEmpty();
        assertThat(warehouse.watch.look()).isFalse();
    }

    @Test
    void tablesThatANewerDefinitionMadeAreLeftAlone() {
        // Given
        warehouse.query("update freshet.definition set revision = revision + 1 returning pipeline");
        warehouse.database.execute("drop table sales.by_area");

        // When
        warehouse.preparation.prepareAgain();

        // Then
        assertThat(warehouse.watch.look()).isFalse();
        assertThat(warehouse.query("select to_regclass('sales.by_area')")).containsExactly("null");

        // When it starts again
        warehouse.preparation.prepare();

        // Then
        assertThat(warehouse.query("select to_regclass('sales.by_area')"))
                .containsExactly("sales.by_area");
    }
}
