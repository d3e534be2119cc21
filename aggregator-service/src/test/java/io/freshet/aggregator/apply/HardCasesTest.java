package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What few definitions and rows are like. */
class HardCasesTest {

    /** As long as a name of a definition may be. */
    private static final String LONG = "n".repeat(58);

    private static final String LONG_NAMES =
            """
            pipeline: sales
            tables:
              %1$sa: {key: id, columns: {%1$sb: numeric, %1$sc: bigint}, derive: {%1$sd: %1$sb * 2}}
              %1$se: {key: id, columns: {%1$sb: numeric, %1$sc: numeric}}
            joins: {%1$sa.%1$sc: %1$se}
            charts:
              both:
                of: %1$sa
                by: %1$sa.%1$sb
                values: {b: sum(%1$se.%1$sb), c: sum(%1$se.%1$sc), own: stddev(%1$sb), d: sum(%1$sd), m: median(%1$se.%1$sb)}
            """
                    .formatted(LONG);

    private static final String AMOUNTS =
            """
            pipeline: sales
            tables:
              orders: {key: id, columns: {amount: numeric, status: text}}
            charts:
              all: {values: {sum: sum(orders.amount), n: count(orders.amount)}}
              by-status: {by: orders.status, values: {n: count}}
            """;

    private static final List<String> MORE =
            List.of("", ", orders.status", ", orders.amount", ", orders.status, orders.amount");

    @Test
    void namesAreNeverTakenForOthersHoweverLongTheyAre() {
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(LONG_NAMES)) {
            open(warehouse);
            AnyRows facts = new AnyRows("sales", LONG + "a", List.of(LONG + "b", LONG + "c"));
            AnyRows parents = new AnyRows("sales", LONG + "e", List.of(LONG + "b", LONG + "c"));
            warehouse.apply(
                    facts.read("s", 1, 1, row(1, "5", "7"), row(2, "5", "7")),
                    parents.read("s", 1, 2, row(7, "10", "100")));

            SummaryDefinition both =
                    warehouse.definition.summary(warehouse.definition.charts().get(0).summary());
            String columns =
                    both.stateColumns().stream()
                            .map(column -> "trim_scale(%s)".formatted(column.name() + "::numeric"))
                            .collect(Collectors.joining(", "));
            assertThat(
                            warehouse.query(
                                    "select %s from sales.\"%s\"".formatted(columns, both.name())))
                    .containsExactly("2|50|2|10|2|20|2|20|2|200");
        }
    }

    @Test
    void aCentIsNotLostBesideAQuintillion() {
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(AMOUNTS)) {
            open(warehouse);
            AnyRows orders = new AnyRows("sales", "orders", List.of("amount", "status"));
            BigDecimal quintillion = BigDecimal.TEN.pow(18);
            warehouse.apply(
                    orders.read(
                            "s",
                            1,
                            1,
                            row(1, quintillion.toPlainString(), "a"),
                            row(2, "0.01", "a"),
                            row(3, "-0.03", "a")));
            assertThat(sum(warehouse)).containsExactly("999999999999999999.98|3");

            warehouse.apply(orders.gone("s", 1, 2, 1));
            assertThat(sum(warehouse)).containsExactly("-0.02|2");
        }
    }

    @Test
    void aValueThatIsNoNumberAnyMoreCountsAsMissingUntilItIsOneAgain() {
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(AMOUNTS)) {
            open(warehouse);
            AnyRows orders = new AnyRows("sales", "orders", List.of("amount", "status"));
            warehouse.apply(orders.read("s", 1, 1, row(1, "2", "a"), row(2, "3", "a")));
            warehouse.apply(orders.read("s", 1, 2, row(2, "three", "a")));

            assertThat(sum(warehouse)).containsExactly("2|1");
            assertThat(groups(warehouse)).containsExactly("a|2");
            assertThat(warehouse.query("select row_key, column_name from freshet.quarantine"))
                    .containsExactly("2|amount");

            warehouse.apply(orders.read("s", 1, 3, row(2, "3", "a")));
            assertThat(sum(warehouse)).containsExactly("5|2");
            assertThat(warehouse.query("select * from freshet.quarantine")).isEmpty();
        }
    }

    @Test
    void aGroupThatEmptiesReturns() {
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(AMOUNTS)) {
            open(warehouse);
            AnyRows orders = new AnyRows("sales", "orders", List.of("amount", "status"));
            warehouse.apply(orders.read("s", 1, 1, row(1, "2", "a"), row(2, "2", "b")));
            warehouse.apply(orders.gone("s", 1, 2, 1));
            assertThat(groups(warehouse)).containsExactly("b|1");
            warehouse.apply(orders.read("s", 1, 3, row(3, "2", "a")));
            assertThat(groups(warehouse)).containsExactly("a|1", "b|1");
        }
    }

    @Test
    void aDefinitionMayHaveTwoHundredCharts() {
        String charts =
                IntStream.range(0, 200)
                        .mapToObj(
                                i ->
                                        "  c%d: {by: [orders.d%d%s], values: {n: count, s: sum(amount)}}\n"
                                                .formatted(i, i % 50, MORE.get(i / 50)))
                        .collect(Collectors.joining());
        String derive =
                IntStream.range(0, 50)
                        .mapToObj(i -> "d%1$d: amount > %1$d".formatted(i))
                        .collect(Collectors.joining(", "));
        String yaml =
                """
                pipeline: sales
                tables:
                  orders: {key: id, columns: {amount: numeric, status: text}, derive: {%s}}
                charts:
                """
                                .formatted(derive)
                        + charts;
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(yaml)) {
            open(warehouse);
            AnyRows orders = new AnyRows("sales", "orders", List.of("amount", "status"));
            warehouse.apply(orders.read("s", 1, 1, row(1, "2", "a"), row(2, "70", "a")));
            warehouse.apply(orders.read("s", 1, 2, row(1, "3", "b")));

            PipelineDefinition definition = warehouse.definition;
            assertThat(definition.charts()).hasSize(200);
            assertThat(definition.summaries()).hasSize(200);
            assertThat(
                            warehouse.query(
                                    "select g, rows, amount_sum from sales.%s where rows <> 0 order by g"
                                            .formatted(definition.charts().get(99).summary())))
                    .containsExactly("[false, \"b\"]|1|3", "[true, \"a\"]|1|70");
        }
    }

    private static void open(ApplyingWarehouse warehouse) {
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
    }

    private static List<String> sum(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select trim_scale(amount_sum), amount_count from sales.%s"
                        .formatted(warehouse.definition.charts().get(0).summary()));
    }

    private static List<String> groups(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select g::jsonb ->> 0, rows from sales.%s where rows <> 0 order by 1"
                        .formatted(warehouse.definition.charts().get(1).summary()));
    }
}
