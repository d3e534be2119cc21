package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.pipeline.SummaryDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts follow the rows that they are joined to, however those come, go, move or are renamed. */
class JoinedSummariesTest {

    private static final String SHOP =
            """
            pipeline: sales
            tables:
              orders: {key: id, columns: {customer: bigint, qty: integer, clerk: text}}
              customers: {key: id, columns: {name: text, region: text, credit: numeric}}
              regions: {key: code, columns: {code: text, title: text}}
              clerks: {key: code, columns: {code: text, boss: text}}
            joins: {orders.customer: customers, customers.region: regions, orders.clerk: clerks}
            charts:
              by-name: {by: customers.name, values: {n: sum(orders.qty)}}
              by-region: {by: [regions.title, orders.clerk, clerks.boss], values: {n: sum(orders.qty), k: count_distinct(orders.qty)}}
              credit: {of: orders, by: orders.clerk, values: {sum: sum(customers.credit), spread: stddev(customers.credit), n: count(regions.title), median: median(customers.credit)}}
              best: {of: orders, values: {n: count, best: max(customers.credit)}}
              of-customers: {of: customers, by: regions.title, values: {n: count}}
            """;

    private static final String FROM_ALL =
            " from sales.orders o left join sales.customers c on c.source_id = o.source_id and"
                    + " c.row_key = o.customer left join sales.regions r on r.source_id ="
                    + " o.source_id and r.code = c.region";

    private final ApplyingWarehouse warehouse = new ApplyingWarehouse(SHOP);
    private final AnyRows orders =
            new AnyRows("sales", "orders", List.of("customer", "qty", "clerk"));
    private final AnyRows customers =
            new AnyRows("sales", "customers", List.of("name", "region", "credit"));
    private final AnyRows regions = new AnyRows("sales", "regions", List.of("code", "title"));
    private final AnyRows clerks = new AnyRows("sales", "clerks", List.of("code", "boss"));
    private long sequence;

    @BeforeEach
    void open() {
        warehouse.register("s", "{}");
        warehouse.register("t", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1), ApplyEvents.opened("t", 1));
        warehouse.apply(
                orders.read("t", 1, 1, row(1, 1, 100, "c1")),
                customers.read("t", 1, 2, row(1, "other source", "r1", null)));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void aFactWithoutItsParentIsInAGroupOfItsOwnUntilTheParentComes() {
        warehouse.apply(orders.read("s", 1, 1, row(7, 1, 5, null)));
        assertThat(byName()).containsExactlyInAnyOrder("null|5", "other source|100");

        warehouse.apply(customers.read("s", 1, 2, row(1, "Ann", null, "1.5")));
        assertThat(byName()).containsExactlyInAnyOrder("Ann|5", "other source|100");

        warehouse.apply(customers.read("s", 1, 3, row(1, "Anne", null, "1.5")));
        assertThat(byName()).containsExactlyInAnyOrder("Anne|5", "other source|100");

        warehouse.apply(customers.gone("s", 1, 4, 1));
        assertThat(byName()).containsExactlyInAnyOrder("null|5", "other source|100");
    }

    @Test
    void aKeyThatMovesToAnotherParentAndBackWithinOneBatchMovesNothing() {
        warehouse.apply(
                customers.read("s", 1, 1, row(1, "Ann", null, "1.5"), row(2, "Bob", null, "3")),
                orders.read("s", 1, 2, row(7, 1, 5, null)));
        warehouse.apply(
                orders.read("s", 1, 3, row(7, 2, 5, null)),
                orders.read("s", 1, 4, row(7, 1, 5, null)));

        assertThat(byName()).containsExactlyInAnyOrder("Ann|5", "other source|100");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areWhatPlainSqlSaysThroughAnyHistory(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            WriteMode mode = WriteMode.UPSERT;
            int from = 1 + random.nextInt(8);
            switch (random.nextInt(7)) {
                case 0, 1 ->
                        warehouse.apply(mode, orders.read("s", 1, ++sequence, facts(random, from)));
                case 2 ->
                        warehouse.apply(
                                mode,
                                customers.read(
                                        "s", 1, ++sequence, parents(random, from, "n", "r")));
                case 3 ->
                        warehouse.apply(mode, regions.read("s", 1, ++sequence, coded(random, "r")));
                case 4 ->
                        warehouse.apply(mode, clerks.read("s", 1, ++sequence, coded(random, "c")));
                case 5 -> warehouse.apply(mode, customers.gone("s", 1, ++sequence, from, from + 1));
                default ->
                        warehouse.apply(
                                mode,
                                regions.gone("s", 1, ++sequence, from),
                                orders.gone("s", 1, ++sequence, from * 3L));
            }
            assertSummaries("step " + step);
        }
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
    }

    private void assertSummaries(String step) {
        assertThat(byName())
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select c.name, coalesce(sum(o.qty), 0) from sales.orders o left"
                                        + " join sales.customers c on c.source_id = o.source_id and"
                                        + " c.row_key = o.customer group by 1 having count(*) > 0"));
        assertThat(
                        warehouse.query(
                                "select g::jsonb ->> 0, g::jsonb ->> 1, g::jsonb ->> 2, sum(rows), sum(qty_sum) from sales.%s"
                                                .formatted(name("title_clerk_boss"))
                                        + " group by 1, 2, 3 having sum(rows) <> 0"))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select r.title, o.clerk, k.boss, count(*), coalesce(sum(o.qty), 0)"
                                        + " from sales.orders o left join sales.customers c on"
                                        + " c.source_id = o.source_id and c.row_key = o.customer left"
                                        + " join sales.regions r on r.source_id = o.source_id and"
                                        + " r.code = c.region left join sales.clerks k on k.source_id ="
                                        + " o.source_id and k.code = o.clerk group by 1, 2, 3"));
        assertThat(
                        warehouse.query(
                                "select g::jsonb ->> 0, sum(rows), trim_scale(sum(\"customers.credit_sum\")), sum(\"customers.credit_count\"), trim_scale(sum(\"customers.credit_squares\")), sum(\"regions.title_count\") from sales.%s group by 1 having sum(rows) <> 0"
                                        .formatted(name("clerk"))))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select o.clerk, count(*), trim_scale(coalesce(sum(c.credit), 0)), count(c.credit),"
                                        + " trim_scale(coalesce(sum(c.credit * c.credit), 0)), count(r.title)"
                                        + FROM_ALL
                                        + " group by 1"));
        assertThat(
                        warehouse.query(
                                "select (g::jsonb ->> 1)::numeric, g::jsonb ->> 0, sum(rows) from sales.%s group by 1, 2 having sum(rows) <> 0"
                                        .formatted(name("clerk_customers_credit"))))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select trim_scale(c.credit), o.clerk, count(*)"
                                        + FROM_ALL
                                        + " group by 1, 2"));
        assertThat(
                        warehouse.query(
                                "select g::jsonb ->> 0, sum(rows) from sales.%s group by 1 having sum(rows) <> 0"
                                        .formatted(name("title"))))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select r.title, count(*) from sales.customers c left join"
                                        + " sales.regions r on r.source_id = c.source_id and r.code ="
                                        + " c.region group by 1"));
    }

    private List<String> byName() {
        return warehouse.query(
                "select g::jsonb ->> 0, sum(qty_sum) from sales.%s group by 1 having sum(rows) <> 0"
                        .formatted(name("name")));
    }

    private String name(String part) {
        return warehouse.definition.summaries().stream()
                .map(SummaryDefinition::name)
                .filter(name -> name.matches("(orders|customers)_by_" + part + "_[0-9a-f]{8}"))
                .findFirst()
                .orElseThrow();
    }

    private static Object[][] facts(Random random, int from) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from * 3; key < from * 3 + 12; key++) {
            rows.add(
                    row(
                            key,
                            random.nextInt(6) == 0 ? null : 1 + random.nextInt(10),
                            random.nextInt(5) == 0 ? null : random.nextInt(9),
                            random.nextInt(5) == 0 ? null : "c" + random.nextInt(4)));
        }
        return rows.toArray(Object[][]::new);
    }

    private static Object[][] parents(Random random, int from, String first, String second) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from; key < from + 4; key++) {
            rows.add(
                    row(
                            key,
                            random.nextInt(5) == 0 ? null : first + random.nextInt(3),
                            random.nextInt(5) == 0 ? null : second + random.nextInt(4),
                            random.nextInt(5) == 0 ? null : random.nextInt(8) / 4.0));
        }
        return rows.toArray(Object[][]::new);
    }

    // One row for each code, under a home that moves: a code may change its row, never have two.
    private static Object[][] coded(Random random, String letter) {
        List<Object[]> rows = new ArrayList<>();
        for (int key : new TreeSet<>(List.of(1, 2, 3, 4))) {
            rows.add(row(key, letter + (key - 1), "t" + random.nextInt(2)));
        }
        return rows.toArray(Object[][]::new);
    }
}
