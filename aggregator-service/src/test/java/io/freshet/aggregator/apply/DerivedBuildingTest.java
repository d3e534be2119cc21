package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is derived of many held rows is worked out while rows go on being applied. */
@Tag("slow")
class DerivedBuildingTest {

    private static final String PLAIN =
            """
            pipeline: sales
            tables:
              orders: {key: id, columns: {area: text, amount: numeric}}
            charts:
              areas: {by: orders.area, values: {orders: count, amount: sum(orders.amount)}}
            """;
    private static final String DERIVED = derived("10 / amount", "area <> 'b'");

    private static final AnyRows ROWS = new AnyRows("sales", "orders", List.of("area", "amount"));
    private static final int MANY = 60_000;

    private ApplyingWarehouse warehouse = new ApplyingWarehouse(PLAIN);
    private long sequence;

    private static String derived(String part, String where) {
        return PLAIN.replace(
                        "{area: text, amount: numeric}}",
                        "{area: text, amount: numeric}, derive: {part: %s}, where: %s}"
                                .formatted(part, where))
                .replace("sum(orders.amount)", "sum(orders.part)");
    }

    @AfterEach
    void end() {
        warehouse.close();
    }

    private static Object[] row(long key, String area, String amount) {
        return new Object[] {key, area, amount};
    }

    private void register() {
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
    }

    private void read(Object[]... rows) {
        warehouse.apply(ROWS.read("s", 1, ++sequence, rows));
    }

    @Test
    void ofRowsHeldAndOfRowsThatComeMeanwhile() {
        register();
        read(row(1, "a", "1"), row(2, "b", "2"), row(3, "a", "0"), row(Long.MAX_VALUE, "c", "5"));

        warehouse = warehouse.redefined(DERIVED, 0);
        assertThat(parts())
                .containsExactly(
                        "1|null|null", "2|null|null", "3|null|null", Long.MAX_VALUE + "|null|null");
        read(row(4, "a", "4"), row(2, "d", "2"));
        assertThat(parts()).contains("2|5|t", "4|2.5|t");

        warehouse.building.pass();

        assertThat(parts())
                .containsExactly("1|10|t", "2|5|t", "3|null|t", "4|2.5|t", Long.MAX_VALUE + "|2|t");
        assertThat(warehouse.query("select row_key, column_name, reason from freshet.quarantine"))
                .containsExactly("3|part|refused-by-warehouse: division by zero");
        assertExact();
    }

    @Test
    void anewWhereTheExpressionIsAnother() {
        register();
        read(row(1, "a", "1"), row(2, "b", "2"));
        warehouse = warehouse.redefined(DERIVED, 0);
        warehouse.building.pass();

        warehouse = warehouse.redefined(derived("amount * 3", "area <> 'a'"), 0);
        read(row(5, "e", "5"));
        warehouse.building.pass();

        assertThat(parts()).containsExactly("1|3|f", "2|6|t", "5|15|t");
        assertExact();

        warehouse = warehouse.redefined(PLAIN, 0);
        warehouse.building.pass();
        assertThat(
                        warehouse.query(
                                "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = 'sales'"))
                .isEmpty();
        read(row(6, "f", "6"));
        assertExact();
    }

    @Test
    void whileNobodyWaitsForMoreThanAStretchOfThem() {
        register();
        warehouse.run(
                "insert into sales.orders select 1, i, i, null, 'x' || i %% 7, i from generate_series(10, %d) i"
                        .formatted(MANY + 9));
        warehouse.proof.pass(Duration.ZERO);
        warehouse = warehouse.redefined(DERIVED, 1_000);

        long began = System.nanoTime();
        CompletableFuture<Void> building = CompletableFuture.runAsync(warehouse.building::pass);
        long longest = 0;
        int applied = 0;
        while (!building.isDone()) {
            long start = System.nanoTime();
            read(row(applied % 5, "y", "" + ++applied));
            longest = Math.max(longest, System.nanoTime() - start);
        }
        building.join();
        long all = System.nanoTime() - began;

        System.out.printf(
                "%d rows derived in %d ms beside %d transactions, of which the longest took %d ms%n",
                MANY, all / 1_000_000, applied, longest / 1_000_000);
        assertThat(applied).isGreaterThan(5);
        assertThat(longest).isLessThan(all / 3);
        assertExact();
    }

    private List<String> parts() {
        return warehouse.query(
                "select row_key, trim_scale(part), row_counts from sales.orders order by 1");
    }

    private void assertExact() {
        assertThat(warehouse.query("select object from freshet.building")).isEmpty();
        String mended = "freshet.summary.mended";
        double before = warehouse.count(mended);
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count(mended)).isEqualTo(before);
        String sum = warehouse.definition.text().contains("derive") ? "part" : "amount";
        String counts = sum.equals("part") ? "row_counts" : "true";
        assertThat(
                        warehouse.query(
                                "select g, rows, trim_scale(%s_sum) from sales.%s where rows <> 0"
                                        .formatted(
                                                sum,
                                                warehouse.definition.charts().get(0).summary())))
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select '[\"' || area || '\"]', count(*), trim_scale(coalesce(sum(%s), 0)) from sales.orders where %s group by area"
                                        .formatted(sum, counts)));
    }
}
