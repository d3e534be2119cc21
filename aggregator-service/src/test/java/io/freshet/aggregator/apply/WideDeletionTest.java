package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.range;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A great many rows that are gone at once, as after a TRUNCATE. */
@Tag("slow")
class WideDeletionTest {

    private static final int ROWS = 120_000;
    private static final int PER_EVENT = 20_000;

    private ApplyingWarehouse warehouse;
    private int big;
    private long sequence;

    @BeforeEach
    void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
        big = warehouse.register("big", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("big", 1));
        for (long from = 1; from <= ROWS; from += PER_EVENT) {
            warehouse.apply(rows("big", 1, ++sequence, orders(from, from + PER_EVENT - 1)));
        }
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private static Order[] orders(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(key -> Order.of(key, key % 2 == 0 ? "FR" : "GB", "1"))
                .toArray(Order[]::new);
    }

    private void gone(long low, long high, Order... kept) {
        warehouse.apply(range("big", 1, ++sequence, low, high, false, kept));
    }

    /** Rows held, rows by the checksums, and rows and sums by area, of one source. */
    private List<String> held(int source) {
        return warehouse.query(
                """
                select (select count(*) from sales.orders where source_id = %1$d),
                 (select coalesce(sum(rows), 0) from freshet.key_range where source_id = %1$d),
                 (select sum(rows) from sales.by_area where source_id = %1$d),
                 (select sum(amount_sum) from sales.by_area where source_id = %1$d),
                 (select sum(rows) from sales.over_time where source_id = %1$d)"""
                        .formatted(source));
    }

    private String position() {
        return warehouse
                .query("select sequence from freshet.applied where source_id = %d".formatted(big))
                .get(0);
    }

    @Test
    void theOnlySourcesRowsAreAllGone() {
        // When
        gone(Long.MIN_VALUE, Long.MAX_VALUE);

        // Then
        assertThat(held(big)).containsExactly("0|0|0|0|0");
        assertThat(
                        warehouse.query(
                                "select distinct s.version = a.version from sales.by_area s join freshet.applied a using (source_id)"))
                .containsExactly("t");
        assertThat(position()).isEqualTo(Long.toString(sequence));
        assertThat(warehouse.count("freshet.rows.repaired")).isEqualTo(ROWS);
    }

    /** Few of them are put back into an emptied table, among more the rows that go are deleted. */
    @ParameterizedTest
    @ValueSource(ints = {10, ROWS / 8 + 1})
    void otherSourcesRowsStay(int others) {
        // Given
        int before = warehouse.register("before", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("before", 1), rows("before", 1, 1, orders(1, others)));
        String file = fileOfTheTable();

        // When
        gone(1, ROWS);

        // Then
        assertThat(held(big)).containsExactly("0|0|0|0|0");
        assertThat(held(before)).containsExactly((others + "|").repeat(4) + others);
        assertThat(warehouse.count("freshet.rows.repaired")).isEqualTo(ROWS);
        assertThat(fileOfTheTable().equals(file)).as("not truncated").isEqualTo(others > 10);
    }

    @Test
    void whatIsPutBackIsWhatWasThere() {
        // Given
        gone(1, ROWS - 10);
        int middle = warehouse.register("middle", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("middle", 1), rows("middle", 1, 1, orders(1, 70_000)));
        warehouse.register("last", "{\"region\": \"ZZ\"}");
        warehouse.apply(opened("last", 1), rows("last", 1, 1, orders(3, 9)));
        List<String> others = rowsWithout(middle);

        // When
        warehouse.apply(range("middle", 1, 2, 1, 70_000, false));

        // Then
        assertThat(held(middle)).containsExactly("0|0|0|0|0");
        assertThat(rowsWithout(middle)).hasSize(17).isEqualTo(others);
        assertThat(warehouse.query("select tablename from pg_tables where schemaname = 'sales'"))
                .doesNotContain("set aside");
    }

    private List<String> rowsWithout(int source) {
        return warehouse.query(
                "select o::text from sales.orders o where source_id <> %d order by source_id, row_key"
                        .formatted(source));
    }

    private String fileOfTheTable() {
        return warehouse.query("select pg_relation_filenode('sales.orders')").get(0);
    }

    @Test
    void rowsOutsideOfTheRangeStay() {
        // When
        gone(11, ROWS - 5);

        // Then
        assertThat(held(big)).containsExactly("15|15|15|15|15");
    }

    @Test
    void rowsThatTheRangeStillHoldsStay() {
        // When
        gone(Long.MIN_VALUE, Long.MAX_VALUE, orders(ROWS - 2, ROWS));

        // Then
        assertThat(held(big)).containsExactly("3|3|3|3|3");
    }

    @Test
    void noStatementDeletesMoreThanItsShare() {
        // Given
        warehouse.database.execute(
                """
                create function sales.few() returns trigger language plpgsql as $$
                begin
                  if (select count(*) from gone) > 50000 then raise 'too many'; end if;
                  return null;
                end $$""",
                "create trigger few after delete on sales.orders referencing old table as gone for each statement execute function sales.few()");

        // When
        gone(2, ROWS);

        // Then
        assertThat(held(big)).containsExactly("1|1|1|1|1");
    }
}
