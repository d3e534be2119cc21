package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.schema.SummaryBuilding;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.FormerSql;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a chart was made of stays as it was while what its new definition needs is filled, and goes
 * when that is done.
 */
class FormerChartsTest {

    private static final String ORDERS =
            """
            pipeline: sales
            tables:
              orders: {key: id, columns: {area: text, amount: numeric}}
            charts:
              areas: {by: orders.area, values: {orders: count, middle: median(orders.amount)}}
              first: {rows: orders, columns: [area], order: amount, limit: 3}
            """;
    private static final String SUMS =
            ORDERS.replace("orders: count", "orders: count, amount: sum(orders.amount)");
    private static final String BY_AMOUNT = ORDERS.replace("by: orders.area", "by: orders.amount");

    private static final AnyRows ROWS = new AnyRows("sales", "orders", List.of("area", "amount"));
    private static final String KEPT =
            "select chart, array_to_string(tables, ','), array_to_string(waits_for, ',') from freshet.former_chart order by 1";
    private static final String FORMER_TABLES =
            "select tablename from pg_tables where tablename like 'former %' order by 1";
    private static final String INDEXES =
            "select indexname from pg_indexes where indexname like 'rows\\_%' order by 1";

    private ApplyingWarehouse warehouse;
    private long sequence;

    @BeforeEach
    void fill() {
        warehouse = new ApplyingWarehouse(ORDERS);
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
        read(row(1, "a", "1"), row(2, "a", "2"), row(3, "b", "5"));
    }

    @AfterEach
    void end() {
        warehouse.close();
    }

    private static Object[] row(long key, String area, String amount) {
        return new Object[] {key, area, amount};
    }

    private void read(Object[]... rows) {
        warehouse.apply(ROWS.read("s", 1, ++sequence, rows));
    }

    @Test
    void stayUntilWhatReplacesThemIsFilled() {
        List<String> before = held(warehouse.definition.charts().get(0).summary());
        List<String> tables = summaries();

        warehouse = warehouse.redefined(SUMS, 0);
        read(row(4, "c", "9"));

        assertThat(warehouse.query(KEPT))
                .singleElement()
                .asString()
                .startsWith("areas|")
                .endsWith("|" + warehouse.definition.charts().get(0).summary());
        assertThat(warehouse.query(FORMER_TABLES)).hasSize(2).isEqualTo(tables);
        assertThat(held(tables.stream().filter(name -> !name.contains("_amount")).toList().get(0)))
                .isEqualTo(before);

        warehouse.building.pass();

        assertThat(warehouse.query(KEPT)).isEmpty();
        assertThat(warehouse.query(FORMER_TABLES)).isEmpty();
        assertThat(warehouse.query("select object from freshet.catalogue where kind = 'former'"))
                .isEmpty();
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
    }

    @Test
    void stayAsTheyWereWhenTheyWereWholeHoweverOftenTheDefinitionChanges() {
        warehouse = warehouse.redefined(SUMS, 0);
        List<String> kept = warehouse.query(KEPT);
        List<String> tables = warehouse.query(FORMER_TABLES);

        warehouse = warehouse.redefined(BY_AMOUNT, 0);

        assertThat(warehouse.query(FORMER_TABLES)).isEqualTo(tables);
        assertThat(warehouse.query(KEPT))
                .singleElement()
                .asString()
                .startsWith(kept.get(0).substring(0, kept.get(0).lastIndexOf('|')))
                .contains(warehouse.definition.charts().get(0).summary());

        warehouse.building.pass();
        assertThat(warehouse.query(KEPT)).isEmpty();
    }

    @Test
    void stayThroughARestart() {
        warehouse = warehouse.redefined(SUMS, 0);
        List<String> kept = warehouse.query(KEPT);

        warehouse = warehouse.redefined(SUMS, 0);

        assertThat(warehouse.query(KEPT)).isEqualTo(kept);
    }

    @Test
    void stayWhereAnAggregatorOfAnotherDefinitionLooks() {
        SummaryBuilding others = warehouse.building;
        warehouse = warehouse.redefined(SUMS.replace("limit: 3", "limit: 4"), 0);
        List<String> kept = warehouse.query(KEPT);

        others.pass();

        assertThat(warehouse.query(KEPT)).hasSize(2).isEqualTo(kept);
    }

    @Test
    void goWhereTheNewDefinitionNeedsNothingThatIsNotThere() {
        warehouse = warehouse.redefined(SUMS, 0);

        warehouse = warehouse.redefined(ORDERS, Long.MAX_VALUE);
        warehouse.building.pass();

        assertThat(warehouse.query(KEPT)).isEmpty();
        assertThat(warehouse.query(FORMER_TABLES)).isEmpty();
    }

    @Test
    void areNoneOfChartsThatThereWereNot() {
        warehouse = warehouse.redefined(SUMS.replace("areas:", "regions:"), 0);

        assertThat(warehouse.query(KEPT)).isEmpty();
        assertThat(warehouse.query(FORMER_TABLES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void stayWhileRowsAreReadAgainUntilAllSourcesAreProvenThen(long filledAtOnce) {
        warehouse =
                warehouse.redefined(
                        ORDERS.replace("amount: numeric", "amount: decimal, note: text"),
                        filledAtOnce);
        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("0");
        assertThat(warehouse.query("select chart from freshet.former_chart"))
                .containsExactly("areas");

        warehouse.building.pass();
        status("audited_at", "now() - interval '1 hour'");
        warehouse.building.pass();
        assertThat(warehouse.query(FORMER_TABLES)).hasSize(2);

        status("audited_at", "now() + interval '1 second'");
        warehouse.building.pass();
        assertThat(warehouse.query(KEPT)).isEmpty();
        assertThat(warehouse.query(FORMER_TABLES)).isEmpty();
    }

    @Test
    void areReadFromTheRowsByTheirOwnIndexUntilThatOfTheNewOneIsThere() {
        List<String> before = warehouse.query(INDEXES);

        warehouse = warehouse.redefined(ORDERS.replace("limit: 3", "limit: 4"), 0);

        assertThat(
                        warehouse.query(
                                "select chart, waits_for = array[object] from freshet.former_chart, freshet.building"))
                .containsExactly("first|t");
        assertThat(warehouse.query(INDEXES)).isEqualTo(before).hasSize(1);

        warehouse.building.pass();

        assertThat(warehouse.query(KEPT)).isEmpty();
        assertThat(warehouse.query(INDEXES)).hasSize(1).isNotEqualTo(before);
        assertThat(warehouse.query("select count(*) from freshet.building")).containsExactly("0");
    }

    @Test
    void makesAnIndexAnewThatSomebodyLeftUnfinished() {
        warehouse = warehouse.redefined(ORDERS.replace("limit: 3", "limit: 4"), 0);
        String index = warehouse.query("select object from freshet.building").get(0);
        warehouse.run("create index %s on sales.orders (area)".formatted(index));
        warehouse.run(
                "update pg_index set indisvalid = false where indexrelid = 'sales.%s'::regclass"
                        .formatted(index));

        warehouse.building.pass();

        assertThat(
                        warehouse.query(
                                "select indisvalid, pg_get_indexdef(indexrelid) ~ 'amount' from pg_index where indexrelid = 'sales.%s'::regclass"
                                        .formatted(index)))
                .containsExactly("t|t");
    }

    private void status(String column, String value) {
        warehouse.run(
                "insert into freshet.source_status (source_id, fence, sequence, state, %1$s) values (1, 1, 1, 'live', %2$s) on conflict (source_id) do update set %1$s = %2$s"
                        .formatted(column, value));
    }

    private List<String> summaries() {
        return warehouse.definition.summaries().stream()
                .map(FormerChartsTest::formerTable)
                .sorted()
                .toList();
    }

    private static String formerTable(SummaryDefinition summary) {
        return FormerSql.table(summary.name(), summary.canonical());
    }

    private List<String> held(String table) {
        return warehouse.query("select * from sales.\"%s\" order by 1, 2".formatted(table));
    }
}
