package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.SummaryDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of derived columns and of rows that come and go by a filter, through any history. */
class FilteredHistoriesTest {

    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void summariesAreWhatPlainSqlSaysThroughAnyHistory(long seed) {
        try (ApplyingWarehouse warehouse =
                opened(
                        """
                        pipeline: sales
                        tables:
                          orders:
                            key: id
                            columns: {qty: integer, price: "numeric(12,2)", status: text, customer: text}
                            derive: {net: "qty * price / nullif(qty - 3, 5)", buyer: lower(customer)}
                            where: status <> 'draft' and net is distinct from 8
                          customers:
                            key: id
                            columns: {name: text, country: text, gone: boolean}
                            derive: {code: lower(name), area: "case when country in ('a', 'b') then 'west' else country end"}
                            where: gone is not true
                        joins: {orders.buyer: customers}
                        charts:
                          all: {value: sum(orders.net)}
                          by-area: {by: [customers.area, orders.status], values: {n: sum(orders.net), k: count_distinct(orders.net)}}
                        """
                                .replace(
                                        "key: id\n    columns: {name",
                                        "key: name\n    columns: {name")
                                .replace("orders.buyer", "orders.customer"))) {
            AnyRows facts =
                    new AnyRows("sales", "orders", List.of("qty", "price", "status", "customer"));
            AnyRows parents = new AnyRows("sales", "customers", List.of("name", "country", "gone"));
            Random random = new Random(seed);
            for (int step = 0; step < 30; step++) {
                int from = 1 + random.nextInt(8);
                switch (random.nextInt(4)) {
                    case 0, 1 ->
                            warehouse.apply(facts.read("s", 1, ++sequence, facts(random, from)));
                    case 2 ->
                            warehouse.apply(
                                    parents.read("s", 1, ++sequence, parents(random, from)));
                    default ->
                            warehouse.apply(
                                    facts.gone("s", 1, ++sequence, from * 3L, from * 3L + 1),
                                    parents.gone("s", 1, ++sequence, from));
                }
                assertSummaries(warehouse, "step " + step);
            }
            warehouse.proof.pass(Duration.ZERO);
            assertThat(warehouse.count("freshet.summary.mended")).isZero();
            warehouse.apply(ApplyEvents.opened("s", 2));
        }
    }

    private static void assertSummaries(ApplyingWarehouse warehouse, String step) {
        String counted =
                """
                from (select *, case when qty <> 3 then qty * price / nullif(qty - 3, 5) end as own
                 from sales.orders) o
                where status <> 'draft' and own is distinct from 8\
                """;
        assertThat(
                        warehouse.query(
                                "select rows, net_count, trim_scale(net_sum) from sales.%s where rows <> 0"
                                        .formatted(summary(warehouse, "orders_all_"))))
                .as(step)
                .isEqualTo(
                        warehouse.query(
                                "select count(*), count(own), coalesce(trim_scale(sum(own)), 0) "
                                        + counted
                                        + " having count(*) > 0"));
        assertThat(
                        warehouse.query(
                                "select g::jsonb ->> 0, g::jsonb ->> 1, rows, trim_scale(net_sum) from sales.%s where rows <> 0"
                                        .formatted(summary(warehouse, "orders_by_area_status_"))))
                .as(step)
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select case when country in ('a', 'b') then 'west' else country end, status, count(*), coalesce(trim_scale(sum(own)), 0) "
                                        + counted.replace(
                                                "where status",
                                                "left join (select * from sales.customers where gone is not true) c on c.source_id = o.source_id and c.name = o.customer where status")
                                        + " group by 1, 2"));
    }

    private static String summary(ApplyingWarehouse warehouse, String start) {
        return warehouse.definition.summaries().stream()
                .map(SummaryDefinition::name)
                .filter(name -> name.matches(start + "[0-9a-f]{8}"))
                .findFirst()
                .orElseThrow();
    }

    private static Object[][] facts(Random random, int from) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from * 3; key < from * 3 + 9; key++) {
            rows.add(
                    row(
                            key,
                            random.nextInt(6) == 0 ? null : random.nextInt(9),
                            random.nextInt(6) == 0 ? null : random.nextInt(4) * 4,
                            List.of("draft", "open", "sent").get(random.nextInt(3)),
                            "c" + random.nextInt(9)));
        }
        return rows.toArray(Object[][]::new);
    }

    private static Object[][] parents(Random random, int from) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from; key < from + 3; key++) {
            rows.add(
                    row(
                            key,
                            "c" + key,
                            List.of("a", "b", "c", "d").get(random.nextInt(4)),
                            random.nextBoolean()));
        }
        return rows.toArray(Object[][]::new);
    }

    private ApplyingWarehouse opened(String definition) {
        ApplyingWarehouse warehouse = new ApplyingWarehouse(definition);
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
        return warehouse;
    }
}
