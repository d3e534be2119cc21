package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.SummaryDefinition;
import java.time.Duration;
import java.util.List;

/** Orders whose table has a contract, and what becomes of them. */
final class ContractedShop {

    static final List<String> DECLARED = List.of("qty", "day", "customer");
    static final String NO_DAY = "2024-02-30";
    static final String MUCH = "3000000000";

    static final String SHOP =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                contract: {%s}
                columns: {qty: integer, day: date, customer: text}
              customers: {key: name, columns: {name: text, country: text}}
            joins: {orders.customer: customers}
            charts:
              all: {values: {n: count, qty: sum(orders.qty)}}
              lands: {by: customers.country, values: {n: count, qty: sum(orders.qty)}}
              first: {rows: orders, columns: [id, qty], order: qty desc, limit: 10}
            """;

    private ContractedShop() {}

    static ApplyingWarehouse opened(String definition) {
        ApplyingWarehouse warehouse = new ApplyingWarehouse(definition);
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
        return warehouse;
    }

    static AnyRows orders(List<String> columns) {
        return new AnyRows("sales", "orders", columns);
    }

    static List<String> shown(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select rows, qty_sum from sales.%s where rows <> 0"
                        .formatted(summary(warehouse, "orders_all_")));
    }

    static String summary(ApplyingWarehouse warehouse, String name) {
        return warehouse.definition.summaries().stream()
                .map(SummaryDefinition::name)
                .filter(found -> found.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> setAside(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select row_key, column_name, value, reason, row_aside from freshet.quarantine order by 1, 2");
    }

    static void assertProven(ApplyingWarehouse warehouse, int held) {
        assertThat(warehouse.query("select count(*), sum(row_digest::numeric) from sales.orders"))
                .isEqualTo(
                        warehouse.query(
                                "select %d, sum(row_digest::numeric) from sales.orders"
                                        .formatted(held)));
        assertThat(
                        warehouse.query(
                                "select sum(rows) from freshet.key_range where table_name = 'orders'"))
                .as("reconciliation counts what is held")
                .containsExactly(String.valueOf(held));
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
    }
}
