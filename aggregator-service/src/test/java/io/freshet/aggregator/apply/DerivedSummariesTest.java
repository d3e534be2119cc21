package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.events.ChangeEvent;
import io.freshet.pipeline.SummaryDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The summaries that charts need are what plain SQL says of the rows held, whatever came before.
 */
class DerivedSummariesTest {

    private static final String SHOP =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                columns: {placed: timestamptz, status: text, paid: boolean, qty: integer,
                  price: "numeric(12,2)"}
            charts:
              all: {values: {n: count, sum: sum(orders.qty), priced: count(orders.price)}}
              by-two: {by: [orders.status, orders.paid], values: {n: count, mean: mean(price)}}
              by-price: {by: orders.price, values: {n: count, spread: stddev(qty)}}
              by-day: {by: {day: orders.placed, zone: Asia/Kathmandu}, values: {n: count}}
              by-week: {by: {week: orders.placed, zone: America/St_Johns, week-starts: sunday}, values: {n: count}}
              by-year: {by: {year: orders.placed, year-starts: april, zone: Australia/Lord_Howe}, values: {n: count}}
              by-hour: {by: {hour: orders.placed, zone: Europe/London}, values: {n: count}}
              again: {by: [orders.status, orders.paid], values: {qty: sum(qty)}}
            """;

    private final ApplyingWarehouse warehouse = new ApplyingWarehouse(SHOP);
    private final AnyRows orders =
            new AnyRows("sales", "orders", List.of("placed", "status", "paid", "qty", "price"));
    private long sequence;

    @BeforeEach
    void open() {
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void chartsThatNeedTheSameShareASummary() {
        assertThat(warehouse.definition.summaries()).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BISECT")
    void areWhatPlainSqlSays(WriteMode mode) {
        Random random = new Random(20181120);
        apply(mode, orders.read("s", 1, ++sequence, rows(random, 1, 60)));
        apply(mode, orders.read("s", 1, ++sequence, rows(random, 61, 80)));
        assertSummaries();

        apply(WriteMode.UPSERT, orders.read("s", 1, ++sequence, rows(random, 20, 90)));
        apply(WriteMode.UPSERT, orders.gone("s", 1, ++sequence, 1, 2, 3, 40, 41, 42, 89, 1000));
        assertSummaries();

        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
    }

    @Test
    void anHourThatTheClockShowsTwiceIsTwoAndADayOf25HoursIsOne() {
        apply(
                WriteMode.INSERT,
                orders.read(
                        "s",
                        1,
                        ++sequence,
                        row(1, "2026-10-25 00:30:00+00", "a", true, 1, "1"),
                        row(2, "2026-10-25 01:30:00+00", "a", true, 1, "1.0"),
                        row(3, "infinity", null, null, null, "1.00"),
                        row(4, null, "x".repeat(3000), false, 2, null)));

        assertThat(held("hour"))
                .containsExactly(
                        "[\"2026-10-25T00:00:00\"]|1",
                        "[\"2026-10-25T01:00:00\"]|1",
                        "[\"infinity\"]|1",
                        "[null]|1");
        assertThat(held("price")).containsExactly("[1]|3", "[null]|1");
    }

    private List<String> held(String part) {
        return warehouse.query(
                "select g, rows from sales.%s where rows <> 0 order by g".formatted(name(part)));
    }

    private void apply(WriteMode mode, ChangeEvent event) {
        warehouse.apply(mode, event);
    }

    private static Object[][] rows(Random random, int from, int to) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from; key <= to; key++) {
            rows.add(
                    row(
                            key,
                            random.nextInt(9) == 0
                                    ? null
                                    : "2026-%02d-%02d %02d:%02d:00+00"
                                            .formatted(
                                                    1 + random.nextInt(12),
                                                    1 + random.nextInt(28),
                                                    random.nextInt(24),
                                                    random.nextInt(60)),
                            random.nextInt(7) == 0 ? null : "st" + random.nextInt(3),
                            random.nextInt(5) == 0 ? null : Boolean.toString(random.nextBoolean()),
                            random.nextInt(6) == 0 ? null : random.nextInt(50),
                            random.nextInt(6) == 0
                                    ? null
                                    : String.format(
                                            Locale.ROOT,
                                            "%d.%d0",
                                            random.nextInt(3),
                                            random.nextInt(2))));
        }
        return rows.toArray(Object[][]::new);
    }

    private void assertSummaries() {
        assertSummary(
                "all",
                "select count(*), sum(qty), count(qty), count(price) from sales.orders",
                "select rows, qty_sum, qty_count, price_count from %s");
        assertSummary(
                "status_paid",
                """
                select status, paid, count(*), coalesce(sum(price), 0), coalesce(sum(qty), 0)
                from sales.orders group by 1, 2\
                """,
                """
                select g::jsonb ->> 0, (g::jsonb ->> 1)::boolean, rows, price_sum, qty_sum
                from %s where rows <> 0\
                """);
        assertSummary(
                "price",
                """
                select price, count(*), coalesce(sum(qty * qty), 0)
                from sales.orders group by 1\
                """,
                """
                select (g::jsonb ->> 0)::numeric(12,2), rows, qty_squares
                from %s where rows <> 0\
                """);
        assertPeriod("day", "(placed at time zone 'Asia/Kathmandu')::date");
        assertPeriod(
                "week",
                "(placed at time zone 'America/St_Johns')::date"
                        + " - extract(dow from placed at time zone 'America/St_Johns')::int");
        assertPeriod(
                "year",
                """
                make_date(extract(year from placed at time zone 'Australia/Lord_Howe')::int
                 - (extract(month from placed at time zone 'Australia/Lord_Howe') < 4)::int, 4, 1)\
                """);
        assertPeriod("hour", "date_bin('1 hour', placed at time zone 'UTC', 'epoch')");
    }

    private void assertPeriod(String part, String beginning) {
        assertSummary(
                part,
                "select (%s)::timestamp, count(*) from sales.orders group by 1"
                        .formatted(beginning),
                "select (g::jsonb ->> 0)::timestamp, rows from %s where rows <> 0");
    }

    private void assertSummary(String part, String ofRows, String ofSummary) {
        assertThat(warehouse.query(ofSummary.formatted("sales." + name(part))))
                .as(part)
                .containsExactlyInAnyOrderElementsOf(warehouse.query(ofRows));
    }

    private String name(String part) {
        return warehouse.definition.summaries().stream()
                .map(SummaryDefinition::name)
                .filter(name -> name.matches("orders(_by)?_" + part + "_[0-9a-f]{8}"))
                .findFirst()
                .orElseThrow();
    }
}
