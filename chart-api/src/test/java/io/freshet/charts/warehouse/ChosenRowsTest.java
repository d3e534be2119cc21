package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.rendering.RowsMaterial;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.TestClock;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Charts of rows that depend on the day and on what requests choose are what plain SQL says, after
 * whatever happened and whenever it is.
 */
class ChosenRowsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final PipelineDefinition BANK =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: bank
                            tables:
                              dues:
                                key: id
                                columns: {due: date, paid: boolean, amount: "numeric(10,2)", note: text, currency: integer}
                                where: amount >= 0
                              currencies: {key: id, columns: {code: text}}
                            joins: {dues.currency: currencies as money}
                            charts:
                              past:
                                rows: dues
                                columns: {id: id, due: due, money: money.code}
                                where: due <= today and note <> 'f. secret'
                                zone: Asia/Kathmandu
                                parameters: {paid: paid, currency: money.code}
                                order: due desc
                                limit: 3
                              coming:
                                rows: dues
                                columns: [id, due, paid]
                                where: (due > today or due = today and paid is not true) and money.code in ('GBP', 'EUR')
                                zone: Asia/Kathmandu
                                order: due
                                limit: 4
                              crowded: {rows: dues, columns: [id], parameters: [note], order: id, limit: 1000}
                            """));
    private static final Map<String, String> CHOICES = new LinkedHashMap<>();

    static {
        CHOICES.put("", "true");
        CHOICES.put("paid=true", "paid");
        CHOICES.put("paid=false", "not paid");
        CHOICES.put("currency=EUR,USD", "code in ('EUR', 'USD')");
        CHOICES.put("paid=true&currency=GBP", "paid and code = 'GBP'");
        CHOICES.put("currency=XXX", "false");
    }

    private static final String ROWS =
            """
            from bank.dues d join freshet.source s on s.id = d.source_id and s.declared and s.pipeline = 'bank'
             left join bank.currencies c on c.source_id = d.source_id and c.row_key = d.currency
            where d.amount >= 0\
            """;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final RowsWarehouse warehouse =
            new RowsWarehouse(
                    BANK,
                    "create table bank.dues (source_id int, row_key bigint, due date, paid boolean, amount numeric, note text, currency integer,"
                            + " row_counts boolean generated always as (amount >= 0) stored, primary key (source_id, row_key))",
                    "create table bank.currencies (source_id int, row_key bigint, code text, primary key (source_id, row_key))",
                    "insert into bank.currencies values (1, 1, 'GBP'), (1, 2, 'EUR'), (2, 1, 'USD'), (2, 2, 'GBP')");
    private final FirstRows past = rowsOf("past");
    private final FirstRows coming = rowsOf("coming");

    private FirstRows rowsOf(String chart) {
        return new FirstRows(BANK, warehouse.list(chart), clock);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void areWhatPlainSqlSaysThroughAnyHistoryOfRowsAndDays() throws Exception {
        Random random = new Random(7);
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(3) == 0) {
                clock.set(clock.instant().plus(Duration.ofHours(random.nextInt(30))));
            } else {
                int source = 1 + random.nextInt(2);
                warehouse.apply(source, change(random, source));
            }
            warehouse.refresh(random.nextBoolean(), past, coming);

            String today = "date '%s'".formatted(LocalDate.ofInstant(clock.instant(), ZONE));
            for (Map.Entry<String, String> choice : CHOICES.entrySet()) {
                assertThat(json("past", past, choice.getKey()))
                        .as("step %d, past?%s", step, choice.getKey())
                        .isEqualTo(
                                sql(
                                        "d.row_key as id, due, code as money",
                                        "due <= %s and note <> 'f. secret' and %s"
                                                .formatted(today, choice.getValue()),
                                        "due desc nulls last, d.row_key, d.source_id limit 3"));
            }
            assertThat(json("coming", coming, ""))
                    .as("step %d, coming", step)
                    .isEqualTo(
                            sql(
                                    "d.row_key as id, due, paid",
                                    "(due > %1$s or due = %1$s and paid is not true) and code in ('GBP', 'EUR')"
                                            .formatted(today),
                                    "due, d.row_key, d.source_id limit 4"));
        }
    }

    private static String change(Random random, int source) {
        int key = 1 + random.nextInt(25);
        return switch (random.nextInt(5)) {
            case 0 ->
                    "delete from bank.dues where source_id = %d and row_key = %d"
                            .formatted(source, key);
            case 1 ->
                    "update bank.currencies set code = '%s' where source_id = %d and row_key = %d"
                            .formatted(
                                    List.of("GBP", "EUR", "USD").get(random.nextInt(3)),
                                    source,
                                    1 + random.nextInt(2));
            default ->
                    """
                    insert into bank.dues values (%d, %d, %s, %s, %d, '%s', %d)
                    on conflict (source_id, row_key) do update set (due, paid, amount, note, currency)
                     = (excluded.due, excluded.paid, excluded.amount, excluded.note, excluded.currency)\
                    """
                            .formatted(
                                    source,
                                    key,
                                    random.nextInt(8) == 0
                                            ? "null"
                                            : "date '2026-11-20' + " + random.nextInt(15),
                                    List.of("true", "false", "null").get(random.nextInt(3)),
                                    random.nextInt(6) - 1,
                                    random.nextInt(6) == 0 ? "f. secret" : "n" + key,
                                    1 + random.nextInt(3));
        };
    }

    @Test
    void aRowPassesFromOneChartToTheOtherWhenNothingButTheDayMoves() throws Exception {
        warehouse.apply(1, "insert into bank.dues values (1, 7, '2026-11-26', false, 5, 'x', 1)");
        warehouse.refresh(true, past, coming);
        assertThat(json("past", past, "")).isEqualTo("[]");
        assertThat(json("coming", coming, "")).contains("\"id\":7");

        // 18:14:59 UTC is a quarter past midnight less a second in Kathmandu
        clock.set(clock.instant().plus(Duration.ofHours(8).plusMinutes(14).plusSeconds(59)));
        warehouse.refresh(true, past, coming);
        assertThat(json("past", past, "")).isEqualTo("[]");

        clock.set(clock.instant().plus(Duration.ofSeconds(1)));
        warehouse.refresh(true, past, coming);
        assertThat(json("past", past, "")).contains("\"id\":7");
        assertThat(json("coming", coming, "")).contains("\"id\":7");

        warehouse.apply(1, "update bank.dues set paid = true");
        warehouse.refresh(false, past, coming);
        assertThat(json("coming", coming, "")).isEqualTo("[]");
    }

    @Test
    void ofALargeTableNoMoreRowsAreReadThanMayBeShown() {
        warehouse.execute(
                "insert into bank.dues select 1, i, date '2020-01-01' + i / 30, i % 3 = 0, 5, 'n', 1 + i % 2 from generate_series(1, 50000) i",
                "analyze");
        String plan =
                String.join(
                        "\n",
                        warehouse.query(
                                "explain (analyze, costs off, timing off) "
                                        + warehouse
                                                .list("past")
                                                .sql(BANK)
                                                .read(true)
                                                .replace("$1", "'{}'")
                                                .replace("$2", "'{}'")
                                                .replace("$3", "null")
                                                .replace("$4", "'2022-01-01'")
                                                .replace("$5", "null")));

        assertThat(plan)
                .contains(
                        "using " + warehouse.list("past").indexes(BANK).keySet().iterator().next())
                .doesNotContain("Seq Scan on dues")
                .doesNotContainPattern("rows=[0-9]{3,}");
    }

    @Test
    void moreChoicesThanAreHeldAreRefusedAndTheRestIsStillShown() throws Exception {
        FirstRows crowded = rowsOf("crowded");
        warehouse.apply(
                1,
                "insert into bank.dues select 1, i, null, null, 5, 'n' || i, 1 from generate_series(1, 20) i");
        warehouse.refresh(true, crowded);
        assertThat(json("crowded", crowded, "note=n3")).isEqualTo("[{\"id\":3}]");

        warehouse.apply(1, "insert into bank.dues values (1, 21, null, null, 5, 'n21', 1)");
        warehouse.refresh(false, crowded);

        RequestReader requests = requests("crowded");
        Rendering rendering = rendering("crowded", crowded, requests);
        assertThat(rendering.refusal(requests.read("note=n3")))
                .hasValueSatisfying(told -> assertThat(told).contains("ask without parameters"));
        assertThat(rendering.refusal(requests.read(""))).isEmpty();
        assertThat(json("crowded", crowded, "")).contains("{\"id\":3}").contains("{\"id\":21}");
    }

    private String json(String chart, FirstRows rows, String query) throws Exception {
        RequestReader requests = requests(chart);
        return rendering(chart, rows, requests).body(requests.read(query)).content().toString();
    }

    private RequestReader requests(String chart) {
        return ChartKinds.requests(BANK, chart(chart), ZoneOffset.UTC, clock);
    }

    private Rendering rendering(String chart, FirstRows rows, RequestReader requests) {
        ChartRenderer renderer =
                new ChartKinds(BANK, new RowsMaterial(rows.rows()), new Sources(), clock, 4)
                        .renderer(chart(chart), requests);
        return renderer.render();
    }

    private static ChartDefinition chart(String name) {
        return BANK.charts().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What SQL says, in the notation of charts. */
    private String sql(String columns, String condition, String order) {
        return warehouse
                .query(
                        "select coalesce(json_agg(row_to_json(t)), '[]')::text from (select "
                                + columns
                                + " "
                                + ROWS
                                + " and "
                                + condition
                                + " order by "
                                + order
                                + ") t")
                .get(0)
                .replace("}, {", "},{")
                .replaceAll("\n ", "");
    }
}
