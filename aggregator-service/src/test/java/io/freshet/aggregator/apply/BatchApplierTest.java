package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.NOON;
import static io.freshet.aggregator.apply.ApplyEvents.doubted;
import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static io.freshet.aggregator.apply.ApplyEvents.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchApplierTest {

    private static final String BY_AREA =
            "select area, rows, amount_count, amount_sum from sales.by_area where source_id = %d order by area";

    private static ApplyingWarehouse warehouse;
    private static int sources;

    private String source;
    private int id;

    @BeforeAll
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
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

    private String byArea() {
        return String.join(" ", warehouse.query(BY_AREA.formatted(id)));
    }

    private List<String> keyRanges() {
        return warehouse.query(
                "select range_number, rows, digest from freshet.key_range where source_id = %d and rows <> 0 order by 1"
                        .formatted(id));
    }

    private String version() {
        return String.join(
                "", warehouse.query("select version from freshet.applied where source_id = " + id));
    }

    @Test
    void sumsUpNewRows() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "fr", "1.10"), Order.of(2, " FR ", "2.205")),
                rows(source, 1, 2, Order.of(3, "GB", "-7")));

        // Then
        assertThat(byArea()).isEqualTo("FR|2|2|3.305 GB|1|1|-7");
        assertThat(
                        warehouse.query(
                                "select fence, sequence, version from freshet.applied where source_id = "
                                        + id))
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
        assertThat(byArea()).isEqualTo("FR|1|1|1");
    }

    @Test
    void movesARowFromGroupToGroup() {
        // Given
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "5"), Order.of(2, "FR", "6")));

        // When
        warehouse.apply(
                rows(source, 1, 2, new Order(1, 77, NOON + 3_600_000_000L, "GB", "8", null, null)));

        // Then
        assertThat(byArea()).isEqualTo("FR|1|1|6 GB|1|1|8");
        assertThat(
                        warehouse.query(
                                "select rows, amount_sum from sales.over_time where source_id = "
                                        + id))
                .containsExactly("2|14");
    }

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
        assertThat(byArea()).isEqualTo("FR|2|2|6");
        assertThat(
                        warehouse.query(
                                "select range_number, rows, digest from freshet.key_range where source_id = %d order by 1"
                                        .formatted(id)))
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
        assertThat(byArea()).isEqualTo("FR|1|1|4 GB|0|0|0 IT|0|0|0");
        assertThat(keyRanges()).containsExactly("0|1|93");
        assertThat(warehouse.query("select 1 from freshet.quarantine where source_id = " + id))
                .isEmpty();
        assertThat(version()).isEqualTo("3");
    }

    @Test
    void leavesOtherSourcesRowsAloneWhereKeysAreGone() {
        // Given
        String other = "o" + sources;
        int otherId = warehouse.register(other, "{\"region\": \"ZZ\"}");
        warehouse.apply(opened(other, 1), rows(other, 1, 1, Order.of(1, "FR", "1")));

        // When
        warehouse.apply(gone(source, 1, 1, 1));

        // Then
        assertThat(warehouse.query(BY_AREA.formatted(otherId))).containsExactly("FR|1|1|1");
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
                        .formatted(id));
        warehouse.query(
                """
                insert into freshet.key_range (source_id, table_name, range_number, rows, digest, version)
                values (%d, 'orders', 2, 3, 0, 0) returning 1"""
                        .formatted(id));

        // When
        warehouse.apply(doubted(source, 1, 2, 500, 4_500));

        // Then
        assertThat(keyRanges()).containsExactly("-1|2|77", "0|2|31744", "4|1|155000");
        assertThat(version()).isEqualTo("3");
        assertThat(byArea()).isEqualTo("FR|4|4|15");
    }

    @Test
    void sumsUpWhatCameInTheSameBatchBeforeADoubt() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                doubted(source, 1, 2, 0, Long.MAX_VALUE),
                rows(source, 1, 3, Order.of(2, "FR", "1")));

        // Then
        assertThat(keyRanges()).containsExactly("0|2|93");
    }

    @Test
    void refusesAnEpochWhoseOpeningWasLost() {
        // When
        warehouse.apply(rows(source, 2, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(byArea()).isEmpty();
        assertThat(refused("unopened")).isEqualTo(1);
    }

    private double refused(String reason) {
        return warehouse
                .registry
                .find("freshet.changes.refused")
                .tags("source", source, "reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void refusesWhatFollowsALostEventUntilTheNextEpoch() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                rows(source, 1, 3, Order.of(3, "FR", "1")),
                rows(source, 1, 4, Order.of(4, "FR", "1")));

        // Then
        assertThat(byArea()).isEqualTo("FR|1|1|1");
        assertThat(position()).isEqualTo("1|1");
        assertThat(refused("gap")).isEqualTo(2);

        // When
        warehouse.apply(opened(source, 2), rows(source, 2, 1, Order.of(3, "FR", "1")));

        // Then
        assertThat(byArea()).isEqualTo("FR|2|2|2");
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
        assertThat(position()).isEqualTo("1|0");
        assertThat(refused("definition")).isEqualTo(2);

        // When
        warehouse.apply(
                opened(source, 3, warehouse.definition.revision()),
                rows(source, 3, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(position()).isEqualTo("3|1");
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
        assertThat(position()).isEqualTo("1|0");
        assertThat(refused("definition")).isEqualTo(3);
        warehouse.query("update freshet.definition set revision = revision - 1 returning pipeline");
    }

    private String position() {
        return String.join(
                "",
                warehouse.query(
                        "select fence, sequence from freshet.applied where source_id = " + id));
    }

    private List<String> overTime() {
        return warehouse.query(
                "select extract(hour from bucket at time zone 'UTC')::int, rows from sales.over_time where source_id = %d and rows <> 0 order by 1"
                        .formatted(id));
    }

    private static final long HOUR = 3_600_000_000L;

    @Test
    void aRowKeepsTheTimeAtWhichItWasFirstObserved() {
        // When
        warehouse.apply(
                rows(source, 1, 1, Order.of(1, "FR", "1")),
                rows(source, 1, 2, new Order(1, 7, NOON + HOUR, "FR", "2", null, null)));
        warehouse.apply(rows(source, 1, 3, new Order(1, 8, NOON + HOUR, "FR", "2", null, null)));

        // Then
        assertThat(overTime()).containsExactly("12|1");
    }

    @Test
    void aTimeThatIsTheSourcesOwnChangesWithItsRow() {
        // When
        warehouse.apply(
                timed(source, 1, 1, Order.of(1, "FR", "1"), Order.of(2, "FR", "1")),
                timed(source, 1, 2, new Order(1, 7, NOON + HOUR, "FR", "1", null, null)));

        // Then
        assertThat(overTime()).containsExactly("12|1", "13|1");

        // When
        warehouse.apply(
                timed(source, 1, 3, new Order(2, 8, NOON + 2 * HOUR, "FR", "1", null, null)));

        // Then
        assertThat(overTime()).containsExactly("13|1", "14|1");
    }

    @Test
    void refusesAFormerOwner() {
        // Given
        warehouse.apply(opened(source, 3));

        // When
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "1")));

        // Then
        assertThat(byArea()).isEmpty();
    }

    @Test
    void quarantinesWhatIsNoNumberAndCountsTheRow() {
        // When
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FRA", "1e400")));

        // Then
        assertThat(byArea()).isEqualTo("ZZ|1|0|0");
        assertThat(
                        warehouse.query(
                                "select row_key, column_name, value, reason from freshet.quarantine where source_id = %d order by 2"
                                        .formatted(id)))
                .containsExactly("1|amount|1e400|not-a-number", "1|area|FRA|not-a-code");
    }

    @Test
    void releasesARowThatWasPutRight() {
        // Given
        warehouse.apply(rows(source, 1, 1, Order.of(1, "FR", "x")));

        // When
        warehouse.apply(rows(source, 1, 2, new Order(1, 8, NOON, "FR", "3", null, null)));

        // Then
        assertThat(byArea()).isEqualTo("FR|1|1|3");
        assertThat(warehouse.query("select 1 from freshet.quarantine where source_id = " + id))
                .isEmpty();
    }
}
