package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.doubted;
import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.apply.StepRunner.WriteMode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What metrics are told of rows that were applied, by each kind of event and way of writing. */
class CountedChangesTest extends OverSales {

    private double changedBefore;
    private double repairedBefore;

    @BeforeAll
    static void refuseLargeAmounts() {
        warehouse.database.execute(
                "alter table sales.orders add constraint modest check (amount < 1000)");
    }

    @BeforeEach
    void hold() {
        warehouse.apply(
                rows(
                        source,
                        1,
                        1,
                        Order.of(1, "FR", "1"),
                        Order.of(2, "FR", "2"),
                        Order.of(3, "GB", "3")));
        changedBefore = warehouse.count("freshet.rows.changed");
        repairedBefore = warehouse.count("freshet.rows.repaired");
    }

    private double changed() {
        return warehouse.count("freshet.rows.changed") - changedBefore;
    }

    private double repaired() {
        return warehouse.count("freshet.rows.repaired") - repairedBefore;
    }

    private double quarantined(String reason) {
        return applied.counted("freshet.rows.quarantined", reason);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void rowsThatAreNewCountHoweverTheyAreWritten(WriteMode mode) {
        warehouse.apply(
                mode, rows(source, 1, 2, Order.of(4, "FR", "1"), Order.of(5, "FR", "much")));

        assertThat(changed()).isEqualTo(2);
        assertThat(repaired()).isZero();
        assertThat(quarantined("not-a-number")).isOne();
    }

    @Test
    void rowsThatAreAsTheyWereDoNotCount() {
        warehouse.apply(
                WriteMode.UPSERT,
                rows(
                        source,
                        1,
                        2,
                        Order.of(1, "FR", "1"),
                        new Order(2, 99, ApplyEvents.NOON, "FR", "9", null, null)));

        assertThat(changed()).isEqualTo(1);
    }

    @Test
    void rowsThatAreGoneCountAsRepaired() {
        warehouse.apply(gone(source, 1, 2, 1, 3, 77));

        assertThat(changed()).isEqualTo(2);
        assertThat(repaired()).isEqualTo(2);
    }

    @Test
    void ofARangeCountsWhatWasChangedAndWhatIsGone() {
        warehouse.apply(
                range(
                        source,
                        1,
                        2,
                        0,
                        1_023,
                        false,
                        Order.of(1, "FR", "1"),
                        new Order(2, 99, ApplyEvents.NOON, "FR", "9", null, null)));

        assertThat(changed()).isEqualTo(2);
        assertThat(repaired()).isEqualTo(2);
    }

    @Test
    void ofAWideRangeCountsWhatIsGone() {
        warehouse.apply(
                range(
                        source,
                        1,
                        2,
                        0,
                        Long.MAX_VALUE,
                        false,
                        new Order(2, 62, ApplyEvents.NOON, "FR", "2", null, null)));

        assertThat(changed()).isEqualTo(2);
        assertThat(repaired()).isEqualTo(2);
    }

    @Test
    void whatOnlyIsSummedAgainDoesNotCount() {
        warehouse.apply(doubted(source, 1, 2, 0, 1_023));

        assertThat(changed()).isZero();
    }

    @Test
    void whatTheWarehouseRefusesCountsByItsReasonAlone() {
        warehouse.apply(rows(source, 1, 2, Order.of(4, "FR", "5000"), Order.of(5, "FR", "1")));

        assertThat(changed()).isEqualTo(2);
        assertThat(quarantined("refused-by-warehouse")).isOne();
    }

    @Test
    void aTransactionCountsWithItsEventsAndTime() {
        long before = warehouse.registry.get("freshet.apply").timer().count();
        double seconds =
                warehouse.registry.get("freshet.apply").timer().totalTime(TimeUnit.SECONDS);

        warehouse.apply(gone(source, 1, 2, 1), gone(source, 1, 3, 2));

        assertThat(warehouse.registry.get("freshet.apply").timer().count()).isEqualTo(before + 1);
        assertThat(warehouse.registry.get("freshet.apply").timer().totalTime(TimeUnit.SECONDS))
                .isBetween(seconds, seconds + 60);
        assertThat(warehouse.registry.get("freshet.apply.batch.events").summary().max())
                .isGreaterThanOrEqualTo(2);
    }
}
