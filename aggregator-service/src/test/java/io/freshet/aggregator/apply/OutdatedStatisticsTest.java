package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The warehouse takes its tables for empty, as it counted them when they were; since then they have
 * grown. What is done about rows then takes as long as there are rows, not as long as their square.
 */
@Timeout(45)
class OutdatedStatisticsTest {

    private static final int ROWS = 20_000;
    private static final long SOME = 5_000;

    private ApplyingWarehouse warehouse;
    private long sequence;

    @BeforeEach
    void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
        warehouse.register("big", "{\"region\": \"ZZ\"}");
        warehouse.register("small", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("big", 1), opened("small", 1), rows("small", 1, 1, unusable(1, 1)));
        warehouse.database.execute(
                "alter table sales.orders set (autovacuum_enabled = off)",
                "alter table freshet.quarantine set (autovacuum_enabled = off)",
                "analyze sales.orders, freshet.quarantine");
        warehouse.apply(rows("big", 1, ++sequence, unusable(1, ROWS)));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    /** The amount of none of them can be used, so that one is quarantined for each. */
    private static Order[] unusable(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(key -> Order.of(key, "FR", "?"))
                .toArray(Order[]::new);
    }

    private static Order usable(long key) {
        return new Order(key, -key, ApplyEvents.NOON, "FR", "1", null, null);
    }

    private void assertHeld(long rows, long quarantined) {
        assertThat(
                        warehouse.query(
                                """
                                select count(*), (select sum(rows) from sales.by_area where source_id = id),
                                 (select count(*) from freshet.quarantine where source_id = id)
                                from sales.orders join freshet.source on id = source_id
                                where name = 'big' group by id"""))
                .containsExactly("%d|%d|%d".formatted(rows, rows, quarantined));
    }

    @Test
    void aRangeIsEmptied() {
        // When
        warehouse.apply(range("big", 1, ++sequence, 1, ROWS, false, unusable(ROWS, ROWS)));

        // Then
        assertHeld(1, 1);
    }

    @Test
    void rowsAreGoneKeyByKey() {
        // When
        warehouse.apply(gone("big", 1, ++sequence, LongStream.rangeClosed(1, SOME).toArray()));

        // Then
        assertHeld(ROWS - SOME, ROWS - SOME);
    }

    @Test
    void rowsAreReplaced() {
        // When
        Order[] usable =
                LongStream.rangeClosed(1, SOME)
                        .mapToObj(OutdatedStatisticsTest::usable)
                        .toArray(Order[]::new);
        warehouse.apply(rows("big", 1, ++sequence, usable));

        // Then
        assertHeld(ROWS, ROWS - SOME);
    }
}
