package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.NOON;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that must not be applied change nothing, and are counted with their reason. */
class RefusedEventsTest extends OverSales {

    @Test
    void refusesAnEpochWhoseOpeningWasLost() {
        // When
        warehouse.apply(rows(source, 2, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(applied.byArea()).isEmpty();
        assertThat(applied.refused("unopened")).isEqualTo(1);
    }

    @Test
    void refusesWhatFollowsALostEventUntilTheNextEpoch() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                rows(source, 1, 3, Order.of(3, "FR", "1")),
                rows(source, 1, 4, Order.of(4, "FR", "1")));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|1|1|1");
        assertThat(applied.position()).isEqualTo("1|1");
        assertThat(applied.refused("gap")).isEqualTo(2);

        // When
        warehouse.apply(opened(source, 2), rows(source, 2, 1, Order.of(3, "FR", "1")));

        // Then
        assertThat(applied.byArea()).isEqualTo("FR|2|2|2");
    }

    @Test
    void refusesAnEpochOfAnotherDefinitionAndDoesNotReadItsEvents() {
        // When: not even its columns are those of this definition
        warehouse.apply(
                opened(source, 2, 77),
                new RangeRead(
                        new Position(source, 2, 1),
                        ApplyEvents.ORDERS,
                        KeyRange.ALL,
                        RowBlock.empty(List.of("colour"), NOON),
                        false));

        // Then
        assertThat(applied.position()).isEqualTo("1|0");
        assertThat(applied.refused("definition")).isEqualTo(2);

        // When
        warehouse.apply(
                opened(source, 3, warehouse.definition.revision()),
                rows(source, 3, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(applied.position()).isEqualTo("3|1");
    }

    @Test
    void appliesNothingToTablesThatWereMadeByAnotherDefinition() {
        // Given
        warehouse.query("update freshet.definition set revision = revision + 1 returning pipeline");

        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                opened(source, 2),
                rows(source, 2, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(applied.position()).isEqualTo("1|0");
        assertThat(applied.refused("definition")).isEqualTo(3);
        warehouse.query("update freshet.definition set revision = revision - 1 returning pipeline");
    }

    @Test
    void refusesAFormerOwner() {
        // Given
        warehouse.apply(opened(source, 3));

        // When
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(applied.byArea()).isEmpty();
    }
}
