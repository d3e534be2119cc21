package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.gone;
import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static io.freshet.aggregator.apply.ApplyEvents.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.ChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal tells, in the order of versions, all that becomes of rows and nothing twice. */
class RowJournalTest {

    private static final String JOURNALLED =
            ApplyingWarehouse.SALES.replace(
                            "          note: {type: text}\n",
                            "          note: {type: text}\n        derive: {double: amount * 2}\n")
                    + "archive: true\n";

    /** Rows as the journal makes them, replayed from nothing, and as they are held. */
    private static final String REPLAYED =
            """
            select source_id, row_key, "row" from (
             select distinct on (source_id, row_key) * from freshet.row_change
             where zone = 'ingestion' and table_name = 'orders'
             order by source_id, row_key, version desc, change_id desc) l
            where present order by 1, 2\
            """;

    private static final String HELD =
            """
            select source_id, row_key, to_jsonb(o)
              - '{source_id,row_key,row_digest,row_time}'::text[] from sales.orders o
            order by 1, 2\
            """;

    private static final String TWICE =
            """
            select * from (select row_key, present, "row", lag(present) over k as was,
             lag("row") over k as had from freshet.row_change
             window k as (partition by source_id, table_name, row_key order by version, change_id)) l
            where present = was and (not present or "row" = had) or was is null and not present\
            """;

    private final ApplyingWarehouse warehouse = new ApplyingWarehouse(JOURNALLED);
    private int source;
    private long sequence;

    @BeforeEach
    void open() {
        source = warehouse.register("s", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("s", 1));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void replayedFromNothingItMakesTheRowsThatAreHeldThroughAnyHistory(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            List<ChangeEvent> batch = new ArrayList<>();
            for (int events = 1 + random.nextInt(3); events > 0; events--) {
                batch.add(event(random));
            }
            warehouse.apply(batch.toArray(ChangeEvent[]::new));

            assertThat(warehouse.query(REPLAYED))
                    .as("step %d", step)
                    .containsExactlyElementsOf(warehouse.query(HELD));
            assertThat(warehouse.query(TWICE)).as("step %d", step).isEmpty();
        }
        assertThat(
                        warehouse.query(
                                "select max(c.version) <= max(a.version) from freshet.row_change c"
                                        + " join freshet.applied a using (source_id)"))
                .containsExactly("t");
    }

    private ChangeEvent event(Random random) {
        long low = 1L + random.nextInt(20);
        return switch (random.nextInt(8)) {
            case 0 -> gone("s", 1, ++sequence, low, low + 3);
            case 1 -> range("s", 1, ++sequence, low, low + 5, false, some(random, low));
            case 2 -> range("s", 1, ++sequence, Long.MIN_VALUE, Long.MAX_VALUE, true);
            case 3 -> timed("s", 1, ++sequence, some(random, low));
            default -> rows("s", 1, ++sequence, some(random, low));
        };
    }

    private static Order[] some(Random random, long low) {
        List<Order> orders = new ArrayList<>();
        for (long key = low; key < low + 5; key++) {
            if (random.nextInt(4) > 0) {
                long state = random.nextInt(3);
                String area = random.nextBoolean() ? "FR" : "x!";
                long digest = key * 100 + state * 10 + area.charAt(0);
                long time = ApplyEvents.NOON + random.nextInt(2);
                orders.add(
                        new Order(key, digest, time, area, state + ".50", null, "it's \"" + state));
            }
        }
        return orders.toArray(Order[]::new);
    }

    @Test
    void whatIsAsItWasWritesNothing() {
        Order[] orders = new Order[500];
        for (int key = 0; key < orders.length; key++) {
            orders[key] = Order.of(key, "FR", "1");
        }
        warehouse.apply(rows("s", 1, 1, orders));
        warehouse.apply(rows("s", 1, 2, orders), rows("s", 1, 2, orders));
        warehouse.apply(range("s", 1, 3, 0, 1_023, false, orders));

        assertThat(lines()).isEqualTo("500");
    }

    @Test
    void isPrunedOnceItIsArchivedOrOld() {
        warehouse.apply(rows("s", 1, 1, Order.of(1, "FR", "1")));
        warehouse.apply(rows("s", 1, 2, Order.of(2, "FR", "1")));
        warehouse.pruningWithLake.pass();
        assertThat(lines()).as("it is young").isEqualTo("2");

        warehouse.run("update freshet.row_change set changed_at = changed_at - interval '1 hour'");
        warehouse.run(
                "insert into freshet.lake_position select source_id, min(version) from"
                        + " freshet.row_change group by 1");
        warehouse.pruningWithLake.pass();
        assertThat(lines()).as("one version is archived").isEqualTo("1");

        warehouse.pruning.pass();
        assertThat(lines()).as("it is old, and there is no lake any more").isEqualTo("0");
    }

    private String lines() {
        return warehouse
                .query("select count(*) from freshet.row_change where source_id = " + source)
                .get(0);
    }
}
