package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.pipeline.DerivedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Derived columns are what the warehouse itself says of the same expressions as they are written.
 */
class RowExpressionsTest {

    /** Expressions that PostgreSQL reads as they stand, numbers of the columns being numeric. */
    private static final List<String> EXPRESSIONS =
            List.of(
                    "qty * price - price * 2",
                    "qty - price - 1 - -qty",
                    "(qty + 1) * 3 % 7",
                    "-price / 3 + +qty",
                    "price / 7",
                    "round(price * 1.175, 2)",
                    "round(price)",
                    "trunc(price, 1) + floor(price) + ceil(price) + abs(qty) + sign(qty) + mod(qty, 3)",
                    "greatest(qty, price, 2)",
                    "least(qty, 3)",
                    "coalesce(price, qty, 0)",
                    "nullif(qty, 3)",
                    "case when qty > 3 then 'many' when qty is null then 'none' else status end",
                    "case status when 'sent' then 1 when 'open' then 2.5 end",
                    "qty between 2 and 4 or not paid",
                    "qty not between 2 and 4 and paid is not true",
                    "status in ('open', 'sent') and qty in (1, 2, 3)",
                    "status not in ('open') or status is null",
                    "paid and status in ('open') or qty in (1, 2)",
                    "not qty in (1) and not paid",
                    "status in ('in (', 'x') or qty is null",
                    "status like 'o%' or status not ilike '%N%'",
                    "status like '!%%' escape '!'",
                    "status is distinct from 'open'",
                    "not paid = true",
                    "paid is not false",
                    "lower(status) || '-' || upper(status) || coalesce(qty::text, '?')",
                    "trim(status) || trim(leading 's' from status) || trim(both 'nt' from status)",
                    "ltrim(status, 'so') || rtrim(status, 'nt')",
                    "substring(status, 2) || substring(status from 2 for 2) || left(status, -1)",
                    "right(status, 2) || replace(status, 'e', 'E''\\')",
                    "split_part(status, 'e', 2) || strpos(status, 'e')::text",
                    "length(status) + 1",
                    "starts_with(status, 'op')",
                    "day + 3",
                    "day - date '2026-01-01'",
                    "extract(isodow from day) * 100 + extract(week from day)",
                    "date_part('year', local)::numeric",
                    "date_trunc('month', day::timestamp)",
                    "date_trunc('hour', local)",
                    "date_trunc('day', at, 'America/St_Johns')",
                    "(at at time zone 'Asia/Kathmandu')::date",
                    "local at time zone 'Europe/London'",
                    "extract(hour from at at time zone 'Australia/Lord_Howe')",
                    "extract(epoch from at)",
                    "local + interval '1 month 2 days'",
                    "local - timestamp '2026-01-01 00:00:00'",
                    "extract(epoch from (at - timestamptz '2026-01-01 00:00:00Z'))",
                    "clock + interval '90 minutes'",
                    "local::date::text || ' ' || clock::text",
                    "at >= '2026-03-01 00:00:00+01' and day < '2026-12-01'",
                    "doc -> 'a' ->> 'b'",
                    "doc ->> 'a'",
                    "doc -> 'list' ->> 1",
                    "doc #>> '{a,b}'",
                    "doc #> '{list}' ->> 1",
                    "(doc #>> '{list,1}') || 'x'",
                    "(doc -> 'a' ->> 'b') = '3' or doc ->> 'a' is null",
                    "(doc ->> 'a') || 'x'",
                    "who = '00000000-0000-0000-0000-000000000001' or who is null",
                    "who::text",
                    "price::bigint",
                    "price::numeric(6,1)",
                    "paid::int + 1",
                    "cast('12.50' as numeric) * qty");

    private final AnyRows orders = OrdersOfAllTypes.rows();
    private long sequence;

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void everyExpressionIsWhatPostgresMakesOfIt(WriteMode mode) {
        int half = EXPRESSIONS.size() / 2;
        areWhatPostgresMakesOfThem(mode, EXPRESSIONS.subList(0, half));
        areWhatPostgresMakesOfThem(mode, EXPRESSIONS.subList(half, EXPRESSIONS.size()));
    }

    private void areWhatPostgresMakesOfThem(WriteMode mode, List<String> expressions) {
        Map<String, String> derived = new LinkedHashMap<>();
        sequence = 0;
        expressions.forEach(text -> derived.put("d%d".formatted(derived.size()), text));
        try (ApplyingWarehouse warehouse = OrdersOfAllTypes.opened(derive(derived))) {
            warehouse.apply(mode, orders.read("s", 1, ++sequence, rows(new Random(13), 1, 60)));

            for (DerivedColumn column :
                    warehouse.definition.table("orders").derivation().columns()) {
                String written = derived.get(column.name());
                assertThat(
                                warehouse.query(
                                        "select row_key, %s, pg_typeof(%s) from sales.orders order by 1"
                                                .formatted(column.name(), column.name())))
                        .as(written)
                        .isEqualTo(
                                warehouse.query(
                                        "select row_key, (%1$s)::%2$s, '%2$s' from sales.orders order by 1"
                                                .formatted(written, typeName(column))));
            }
            assertThat(warehouse.query("select * from freshet.quarantine")).isEmpty();
        }
    }

    // As pg_typeof writes it, and so that a whole number that PostgreSQL calls integer is bigint.
    private static String typeName(DerivedColumn column) {
        return switch (column.type()) {
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case TIME -> "time without time zone";
            default -> column.type().sql();
        };
    }

    private static String derive(Map<String, String> expressions) {
        return expressions.entrySet().stream()
                .map(
                        entry ->
                                "      %s: '%s'%n"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().replace("'", "''")))
                .collect(Collectors.joining("", "    derive:\n", ""));
    }

    private static Object[][] rows(Random random, int from, int to) {
        List<Object[]> rows = new ArrayList<>();
        for (int key = from; key <= to; key++) {
            int day = 1 + random.nextInt(28);
            rows.add(
                    row(
                            key,
                            random.nextInt(9) == 0 ? null : random.nextInt(6),
                            random.nextInt(9) == 0 ? null : random.nextInt(9999) / 100.0,
                            random.nextInt(9) == 0
                                    ? null
                                    : List.of("open", "sent", "Never", "%x").get(random.nextInt(4)),
                            random.nextInt(3) == 0 ? null : random.nextBoolean(),
                            random.nextInt(9) == 0 ? null : "2026-%02d-%02d".formatted(3, day),
                            random.nextInt(9) == 0
                                    ? null
                                    : "2026-03-%02d 0%d:30:15.25+00"
                                            .formatted(day, random.nextInt(9)),
                            random.nextInt(9) == 0
                                    ? null
                                    : "2026-10-%02d 0%d:59:00".formatted(day, random.nextInt(9)),
                            random.nextInt(9) == 0
                                    ? null
                                    : "2%d:10:00".formatted(random.nextInt(4)),
                            random.nextInt(9) == 0
                                    ? null
                                    : "{\"a\": {\"b\": %d}, \"list\": [1, \"x\"]}".formatted(day),
                            random.nextInt(2) == 0
                                    ? null
                                    : "00000000-0000-0000-0000-00000000000" + random.nextInt(3)));
        }
        return rows.toArray(Object[][]::new);
    }
}
