package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.pipeline.ChartShape.Groups;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblem;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineReaderTest {

    private static final String SHOP =
            """
            pipeline: shop
            source-attributes:
              region: {pattern: "[A-Z]+"}
            tables:
              orders:
                key: order_id
                missing: ["-", n/a]
                columns:
                  branch: {type: code, pattern: "B[0-9]+", otherwise: region}
                  amount: {type: decimal}
            summaries:
              by_branch: {table: orders, group-by: branch, sum: [amount]}
              by_time: {table: orders, time-bucket: 30m}
            charts:
              revenue:
                summary: by_branch
                groups: {branch: =group, total: =sum(amount) / 1000 round 1, unit: k}
                order: sum(amount) descending
                filter: {parameter: branches}
              orders-over-time:
                summary: by_time
                time-series: Orders
            """;

    @Test
    void readsADefinition() {
        PipelineDefinition shop = read(SHOP);

        TableDefinition orders = shop.table("orders");
        assertThat(orders.missing()).containsExactlyInAnyOrder("-", "n/a");
        assertThat(orders.column("branch").type())
                .isInstanceOfSatisfying(
                        CodeType.class,
                        code -> assertThat(code.defaultAttribute()).contains("region"));
        assertThat(shop.summary("by_time").grouping()).isEqualTo(new Grouping.ByTime(30));
        assertThat(shop.charts().get(0).shape())
                .isInstanceOfSatisfying(
                        Groups.class, groups -> assertThat(groups.order().descending()).isTrue());
    }

    private static final String SOLD =
            """
            pipeline: sold
            tables:
              orders: {key: id, columns: {qty: integer, area: text, buyer: bigint}}
              buyers: {key: id, columns: {credit: numeric}}
            joins: {orders.buyer: buyers}
            charts:
              c: {%s}
            """;

    @Test
    void refusesMoreColumnsThanTheWarehouseCanCompare() {
        assertThat(read(withColumns(800)).table("wide").columns()).hasSize(800);
        assertThatThrownBy(() -> read(withColumns(801)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("are 801; name at most 800");
    }

    @Test
    void readsRelationsAndColumnsUnderWhateverNamesTheyHave() {
        TableDefinition lines =
                read("""
                                pipeline: shop
                                tables:
                                  lines:
                                    from: '"Sales Dep"."Order \"\"Lines\"\""'
                                    key: Order Id
                                    columns:
                                      qty: {type: decimal, from: "Unit, Qty"}
                                """)
                        .table("lines");

        assertThat(lines.relation()).isEqualTo(new Relation("Sales Dep", "Order \"Lines\""));
        assertThat(lines.key()).containsExactly(new KeyColumn("Order Id", Optional.empty()));
        assertThat(lines.column("qty").source()).isEqualTo("Unit, Qty");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, public.orders",
        "sales.orders, sales.orders",
        "sales.\"Orders\", sales.\"Orders\"",
        "größe, public.größe",
        "\"select\", public.select",
        "\"a.b\".c, \"a.b\".c"
    })
    void spellsRelationsAsSqlDoes(String written, String meant) {
        assertThat(Relation.read(written).map(Relation::toString)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "sales.Orders", "a b", "a.b.c", "\"\"", "a.", "\"a", "1a"})
    void refusesRelationsThatSqlWouldTakeForOthers(String written) {
        assertThat(Relation.read(written)).isEmpty();
    }

    @Test
    void takesNamesOfUpTo63Bytes() {
        assertThat(Relation.read("ü".repeat(31) + "x")).isPresent();
        assertThat(Relation.read("ü".repeat(32))).isEmpty();
    }

    private static String withColumns(int count) {
        StringBuilder text =
                new StringBuilder("pipeline: p\ntables:\n  wide:\n    key: id\n    columns:\n");
        for (int column = 0; column < count; column++) {
            text.append("      c%d: {type: text}\n".formatted(column));
        }
        return text.toString();
    }

    @Test
    void needsOnlyAFewLinesForAnotherChart() {
        PipelineDefinition shop =
                read(
                        SHOP
                                + """
                                  mean-order:
                                    summary: by_branch
                                    groups: {id: =group, value: =mean(amount) round 2}
                                """);

        assertThat(shop.charts())
                .extracting(ChartDefinition::name)
                .containsExactly("revenue", "orders-over-time", "mean-order");
    }

    @Test
    void chartsOfTwoDefinitionsMayHaveTheSameNameButNotTheSameAddress() {
        PipelineDefinition shop = read(SHOP);
        PipelineDefinition market = read(SHOP.replace("pipeline: shop", "pipeline: market"));
        assertThat(PipelineLibrary.of(List.of(shop, market)).all()).hasSize(2);

        PipelineDefinition there =
                read(SHOP.replace("pipeline: shop", "pipeline: market\npath: shop"));
        assertThatThrownBy(() -> PipelineLibrary.of(List.of(shop, there)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("shop/revenue is defined by pipelines shop and market");
    }

    @Test
    void refusesJoinsInACircle() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        pipeline: staff
                                        tables:
                                          people: {key: id, columns: {office: bigint}}
                                          offices: {key: id, columns: {head: bigint}}
                                        joins: {people.office: offices, offices.head: people}
                                        """))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void namesTheKeyAndLineOfWhatDoesNotFit() {
        assertInvalid(
                "type: decimal", "type: number", "line 10: tables.orders.columns.amount.type");
        assertInvalid("sum: [amount]", "sum: [branch]", "branch is no decimal column");
        assertInvalid("group-by: branch", "group-by: colour", "table orders has no column colour");
        assertInvalid("table: orders, group", "table: order, group", "there is no table order");
        assertInvalid("30m", "25m", "must divide an hour");
        assertInvalid("=sum(amount) / 1000", "=sum(amount", "line 17: groups.total: \"sum(amount");
        assertInvalid(
                "=sum(amount) / 1000", "=sum(weight)", "summary by_branch has no sum of weight");
        assertInvalid("otherwise: region", "otherwise: colour", "must be one of source-attributes");
        assertInvalid(
                "time-series: Orders", "groups: {a: =group}", "needs a summary with group-by");
        assertInvalid("descending", "downwards", "must end in ascending or descending");
        assertInvalid("pipeline: shop", "pipeline: freshet", "line 1: pipeline");
        assertInvalid("key: order_id", "keys: order_id", "key: is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "'value: sum(buyers.credit), by: orders.area', nothing joins buyers to orders",
        "'values: {n: sum(orders.qty), c: sum(buyers.credit)}', say of: orders where that is meant",
        "'values: {n: sum(orders.qty), c: median(buyers.credit)}', say of: orders where that is meant",
        "'of: buyers, value: sum(orders.qty)', nothing joins buyers to orders",
    })
    void refusesToCountTwiceWithoutBeingTold(String chart, String reason) {
        assertThatThrownBy(() -> read(SOLD.formatted(chart)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'of: orders, by: orders.area, values: {c: sum(buyers.credit), m: median(buyers.credit)}'",
                "'values: {n: count(orders.qty), kinds: count_distinct(buyers.credit), best: max(buyers.credit)}'"
            })
    void sumsUpColumnsOfTablesThatRowsAreJoinedTo(String chart) {
        assertThat(read(SOLD.formatted(chart.replace("'", ""))).summaries())
                .allMatch(
                        summary -> summary.table().equals("orders") && !summary.joins().isEmpty());
    }

    @Test
    void tellsAllThatIsWrongAtOnceButNotWhatOnlyFollowsFromIt() {
        String text =
                SHOP.replace("type: decimal", "type: number")
                        .replace("30m", "25m")
                        .replace("descending", "downwards");

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        DeclarationException.class,
                        thrown ->
                                assertThat(thrown.problems())
                                        .extracting(DeclarationProblem::key)
                                        .contains(
                                                "tables.orders.columns.amount.type",
                                                "summaries.by_time.time-bucket")
                                        .noneMatch(key -> key.endsWith(".sum")));
    }

    private static void assertInvalid(String part, String otherwise, String message) {
        assertThat(SHOP).contains(part);
        assertThatThrownBy(() -> read(SHOP.replace(part, otherwise)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("shop.yaml, line")
                .hasMessageContaining(message);
    }

    private static PipelineDefinition read(String text) {
        return PipelineReader.read("shop.yaml", new StringReader(text));
    }
}
