package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is derived of rows follows a changed definition, and the rows that are held stay. */
@Tag("slow")
class DerivedUpgradeTest {

    private static final String DERIVED =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                missing: [NA]
                columns:
                  area: {type: text}
                  amount: {type: decimal}
                derive: {half: amount / 2, big: half > 1}
                where: area <> 'b'
            summaries:
              by_area: {table: orders, group-by: area, sum: []}
            charts:
              all: {values: {n: count, half: sum(orders.half)}}
            """;

    private final PreparedWarehouse warehouse = new PreparedWarehouse();

    @AfterEach
    void drop() {
        warehouse.close();
    }

    private static String derived(String half, String where) {
        return DERIVED.replace("amount / 2", half).replace("area <> 'b'", where);
    }

    private List<String> summed() {
        return warehouse.query(
                "select rows || ' ' || trim_scale(half_sum) || ' ' || version from sales.%s"
                        .formatted(
                                warehouse
                                        .query(
                                                "select object from freshet.catalogue where object like 'orders_all_%'")
                                        .get(0)));
    }

    @Test
    void worksOutOfHeldRowsWhatIsNewAndWhatIsChanged() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(derived("amount / 2", "area <> 'b'"));

        // Then
        assertThat(
                        warehouse.query(
                                "select row_key || ' ' || half || ' ' || big from sales.orders where half is not null order by 1"))
                .containsExactly("1 0.75000000000000000000 false", "2 1.12500000000000000000 true");
        assertThat(summed()).containsExactly("2 1.875 41");
        assertThat(warehouse.rows("sales.by_area")).containsExactly("(1,a,2,41)");

        // When
        warehouse.prepare(derived("amount / 4", "true"));

        // Then
        assertThat(summed()).containsExactly("3 0.9375 42");
        assertThat(warehouse.query("select count(*) from sales.orders where big"))
                .containsExactly("0");
        assertThat(warehouse.rows("sales.by_area")).containsExactly("(1,a,2,42)", "(1,b,1,42)");
        assertThat(warehouse.query("select fence || ' ' || sequence from freshet.applied"))
                .containsExactly("3 17");
    }

    @Test
    void whatCannotBeWorkedOutOfAHeldRowIsQuarantinedUntilTheExpressionIsAnother() {
        // Given
        warehouse.prepare(PreparedWarehouse.PLAIN);
        warehouse.fill();

        // When
        warehouse.prepare(derived("1 / (amount - 1.5)", "1 / (amount - 2.25) > 0 or area = 'a'"));

        // Then
        assertThat(
                        warehouse.query(
                                "select row_key || ' ' || column_name || ' ' || value || ' ' || reason from freshet.quarantine order by 1"))
                .containsExactly(
                        "1 half amount = 1.5 refused-by-warehouse: division by zero",
                        "2 where amount = 2.25, area = a refused-by-warehouse: division by zero",
                        "3 amount x not-a-number");

        // When
        warehouse.prepare(PreparedWarehouse.PLAIN);

        // Then
        assertThat(warehouse.query("select row_key || ' ' || column_name from freshet.quarantine"))
                .containsExactly("3 amount");
        assertThat(
                        warehouse.query(
                                "select column_name from information_schema.columns where table_schema = 'sales' and table_name = 'orders' order by ordinal_position"))
                .containsExactly(
                        "source_id", "row_key", "row_digest", "row_time", "area", "amount");
        assertThat(
                        warehouse.query(
                                "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = 'sales'"))
                .isEmpty();
        assertThat(warehouse.rows("sales.by_area")).containsExactly("(1,a,2,42)", "(1,b,1,42)");
    }

    @Test
    void leavesWhatIsDerivedWhereNothingChangedAndMakesAnewWhatSomebodyDropped() {
        // Given
        String definition = derived("amount / 2", "area <> 'b'");
        warehouse.prepare(definition);
        warehouse.fill();
        warehouse.prepare(definition);
        assertThat(warehouse.query("select version from freshet.applied")).containsExactly("40");

        // When
        warehouse.database.execute("alter table sales.orders drop column half");
        warehouse.prepare(definition);

        // Then
        assertThat(warehouse.query("select count(half) from sales.orders")).containsExactly("2");
        assertThat(warehouse.query("select version from freshet.applied")).containsExactly("41");
    }

    @Test
    void readsATableAnewWithWhatIsDerivedOfIt() {
        // Given
        warehouse.prepare(derived("amount / 2", "area <> 'b'"));
        warehouse.fill();

        // When
        warehouse.prepare(
                derived("amount / 2", "area <> 'b'").replace("missing: [NA]", "missing: [none]"));

        // Then
        assertThat(warehouse.query("select count(half) from sales.orders")).containsExactly("0");
        assertThat(warehouse.query("select object from freshet.catalogue where kind <> 'former'"))
                .hasSize(6);
    }
}
