package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.apply.StepRunner.WriteMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What rows add to summaries and range checksums is computed in Java where their keys are not held,
 * and by the warehouse otherwise. Both ways come to the same, digit for digit.
 */
class DeltasAgreeProperties {

    private static final List<String> HELD =
            List.of(
                    "select area, rows, amount_count, amount_sum, weight_count, weight_sum, version"
                            + " from sales.by_area where source_id = %d order by 1",
                    "select note, rows, amount_count, amount_sum, version"
                            + " from sales.by_note where source_id = %d order by 1",
                    "select bucket, rows, amount_count, amount_sum, version"
                            + " from sales.over_time where source_id = %d order by 1",
                    "select table_name, range_number, rows, digest, version"
                            + " from freshet.key_range where source_id = %d order by 1, 2",
                    "select row_key, row_digest, row_time, area, amount, weight, note"
                            + " from sales.orders where source_id = %d order by 1",
                    "select table_name, row_key, column_name, value, reason"
                            + " from freshet.quarantine where source_id = %d order by 1, 2, 3");

    private static ApplyingWarehouse warehouse;
    private static int sources;

    @BeforeContainer
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
    }

    @AfterContainer
    static void close() {
        warehouse.close();
    }

    @Provide
    Arbitrary<List<List<Order>>> batches() {
        return ArbitraryMoves.orders().list().ofMaxSize(15).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void rowsThatAreInsertedAddTheSameAsRowsThatAreCompared(
            @ForAll("batches") List<List<Order>> batches) {
        int inserted = applied(WriteMode.INSERT, batches);
        int upserted = applied(WriteMode.UPSERT, batches);

        for (String held : HELD) {
            assertThat(warehouse.query(held.formatted(inserted)))
                    .isEqualTo(warehouse.query(held.formatted(upserted)));
        }
    }

    private static int applied(WriteMode mode, List<List<Order>> batches) {
        String source = "d" + ++sources;
        int id = warehouse.register(source, "{\"region\": \"ZZ\"}");
        warehouse.apply(ApplyEvents.opened(source, 1));
        Map<Long, Order> known = new LinkedHashMap<>();
        long sequence = 0;
        for (List<Order> batch : batches) {
            Order[] fresh =
                    batch.stream()
                            .filter(order -> known.putIfAbsent(order.key(), order) == null)
                            .toArray(Order[]::new);
            if (fresh.length > 0) {
                sequence++;
                warehouse.apply(mode, ApplyEvents.rows(source, 1, sequence, fresh));
            }
        }
        return id;
    }
}
