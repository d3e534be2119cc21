package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.doubted;
import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.events.ChangeEvent;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.StatementProxy;
import io.freshet.testkit.faults.StatementProxy.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first statement that applying sends fails, then in another run the second, and so on until a
 * run passes untouched: commits are among them. Whichever it is, what is held is at any time what
 * some of the events make, from the first on, and in the end what all of them make. In a build each
 * statement fails in one of the ways; {@code -Dfreshet.test.statement-step=1} takes all ways.
 */
@Tag("slow")
class EveryStatementFailsTest {

    private static final int STEP = Integer.getInteger("freshet.test.statement-step", 3);
    private static final int ATTEMPTS = 5;

    /** All that is held of a source, derived or not, and how far it is applied. */
    private static final String HELD =
            """
            select * from (
            select 'row', row_key::text, row_digest::text, row_time::text, area, amount::text,
              weight::text, note from sales.orders where source_id = %1$d
            union all select 'area', area, rows::text, amount_count::text,
              trim_scale(amount_sum)::text, weight_count::text, trim_scale(weight_sum)::text, ''
              from sales.by_area where source_id = %1$d and rows <> 0
            union all select 'note', note, rows::text, amount_count::text,
              trim_scale(amount_sum)::text, '', '', ''
              from sales.by_note where source_id = %1$d and rows <> 0
            union all select 'time', bucket::text, rows::text, amount_count::text,
              trim_scale(amount_sum)::text, '', '', ''
              from sales.over_time where source_id = %1$d and rows <> 0
            union all select 'range', range_number::text, rows::text, digest::text, '', '', '', ''
              from freshet.key_range where source_id = %1$d and rows <> 0
            union all select 'quarantined', row_key::text, column_name, value, '', '', '', ''
              from freshet.quarantine where source_id = %1$d
            ) all_of_it order by 1, 2, 3""";

    private static StatementProxy proxy;
    private static ApplyingWarehouse warehouse;
    private static int sources;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, List<String>> heldAt = new HashMap<>();

    @BeforeAll
    static void open() {
        TestPostgres server = TestServers.postgres();
        proxy = StatementProxy.inFrontOf(server.host(), server.port());
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES, proxy::reroute);
        warehouse.database.execute(
                "alter table sales.orders add constraint modest check (amount < 1000)");
    }

    @AfterAll
    static void close() {
        warehouse.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void holdsWhatSomeOfTheEventsMakeAndInTheEndAll(Way way) {
        noteWhatEachEventMakes();
        boolean untouched = false;
        int first = 1 + List.of(Way.values()).indexOf(way) % STEP;
        for (int number = first; !untouched; number += STEP) {
            String source = register();
            proxy.fail(number, way);
            batches(source).forEach(batch -> apply(source, batch));
            untouched = !proxy.happened();
            proxy.pass();
            assertHeld(source);
            assertThat(position(source)).as("position after %s", proxy).isEqualTo("2|2");
        }
        assertThat(warehouse.transactionsLeftOpen()).isEmpty();
    }

    /** Every kind of event, some together, with values that no column and no constraint takes. */
    private static List<List<ChangeEvent>> batches(String source) {
        return List.of(
                List.of(opened(source, 1)),
                List.of(
                        rows(source, 1, 1, Order.of(1, "FR", "1.5"), Order.of(2, "GB", "2")),
                        rows(source, 1, 2, Order.of(3, "FR", "x"), Order.of(5_000, "GB", "7"))),
                List.of(rows(source, 1, 3, changed(1, "GB", "5"), Order.of(4, "FR", "1"))),
                List.of(rows(source, 1, 3, changed(1, "GB", "5"))),
                List.of(rows(source, 1, 4, Order.of(6, "FR", "5000"), Order.of(7, "FR", "6"))),
                List.of(
                        range(source, 1, 5, 0, 1_023, false, Order.of(2, "GB", "2")),
                        gone(source, 1, 6, 5_000, 5_001)),
                List.of(opened(source, 2), doubted(source, 2, 1, 0, 1_023)),
                List.of(range(source, 2, 2, Long.MIN_VALUE, Long.MAX_VALUE, false)));
    }

    private static Order changed(long key, String area, String amount) {
        return new Order(key, 99, ApplyEvents.NOON, area, amount, "3", "note");
    }

    private void noteWhatEachEventMakes() {
        String source = register();
        heldAt.put(position(source), held(source));
        for (List<ChangeEvent> batch : batches(source)) {
            for (ChangeEvent event : batch) {
                warehouse.apply(event);
                heldAt.put(position(source), held(source));
            }
        }
    }

    private String register() {
        String source = "every" + ++sources;
        ids.put(source, warehouse.register(source, "{\"region\": \"ZZ\"}"));
        return source;
    }

    /** Tries again as the thread of a partition does. */
    private void apply(String source, List<ChangeEvent> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                warehouse.apply(batch.toArray(ChangeEvent[]::new));
                return;
            } catch (WarehouseException e) {
                assertThat(attempt).as("attempts after %s", proxy).isLessThan(ATTEMPTS);
                assertHeld(source);
                if (e.kind() == WarehouseException.Kind.SCHEMA) {
                    warehouse.preparation.prepareAgain();
                }
            }
        }
    }

    /** Between two looks at the position, as what was asked last may be committed meanwhile. */
    private void assertHeld(String source) {
        String position;
        List<String> held;
        do {
            position = position(source);
            held = held(source);
        } while (!position.equals(position(source)));
        assertThat(held).as("after %s", proxy).isEqualTo(heldAt.get(position));
    }

    private List<String> held(String source) {
        return warehouse.query(HELD.formatted(ids.get(source)));
    }

    private String position(String source) {
        return String.join(
                "",
                warehouse.query(
                        "select fence, sequence from freshet.applied where source_id = "
                                + ids.get(source)));
    }
}
