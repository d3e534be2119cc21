package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.time.TestClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Charts of figures say what plain SQL over the same rows says. */
class BreakdownTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                columns: {placed: timestamptz, day: date, status: text, paid: boolean, qty: integer,
                  price: numeric, customer: uuid}
              empty: {key: id, columns: {n: integer}}
              buyers: {key: id, columns: {id: uuid, credit: numeric}}
            joins: {orders.customer: buyers}
            charts:
              number: {value: sum(orders.price)}
              nothing: {values: {n: count, sum: sum(empty.n), mean: mean(empty.n), median: median(empty.n), distinct: count_distinct(empty.n)}}
              all: {values: {n: count, q: sum(orders.qty), c: count(customer), per: sum(price) / count, ratio: "round(sum(qty) / sum(price) * 100 - 1, 3)"}}
              two: {by: [orders.status, orders.paid], values: {n: count, mean: mean(qty), dev: stddev(price)}}
              top: {by: orders.status, values: {n: count, q: sum(qty)}, order: q desc, limit: 2}
              rest: {by: orders.status, values: {n: count, q: sum(qty), buyers: count_distinct(customer)}, order: n desc, limit: 2, rest: other}
              values: {by: orders.paid, values: {lowest: min(orders.price), highest: max(price), median: median(price), p: "percentile(price, 0.9)", kinds: count_distinct(status), prices: count_distinct(price)}}
              series: {by: {month: orders.placed, zone: Asia/Kathmandu}, values: {n: count, running: running(sum(qty)), change: difference(count), share: "round(share(count), 4)"}}
              window: {by: {day: orders.placed, zone: America/St_Johns}, last: 30 days, values: {n: count}}
              filled: {by: {day: orders.placed, zone: America/St_Johns}, last: 200 days, empty-periods: true, values: {n: count, q: sum(qty), so-far: running(count)}}
              howe: {by: {hour: orders.placed, zone: Australia/Lord_Howe}, last: 2000 hours, empty-periods: true, values: {n: count}}
              span: {by: orders.paid, values: {first: min(orders.placed), last: max(day)}}
              hours: {by: {hour: orders.placed}, last: 48 hours, values: {n: count}}
              due:
                by: orders.status
                where: (day < today - 3 or paid is not true) and qty in (1, 2, 3) and placed >= today - 60 and not status = 'draft'
                zone: America/St_Johns
                values: {n: count, q: sum(qty), buyers: count_distinct(customer)}
              unknown: {by: orders.paid, where: "qty not in (1, 2) and (paid is null or price is not null) or status is null", values: {n: count}}
              coming: {of: orders, where: day > today, values: {n: count}}
              credit: {of: orders, by: orders.paid, values: {sum: sum(buyers.credit), mean: mean(buyers.credit), dev: stddev(buyers.credit), n: count(buyers.credit), kinds: count_distinct(buyers.credit), middle: "percentile(buyers.credit, 0.5)", best: max(buyers.credit)}}
              chosen: {by: orders.status, parameters: {paid: orders.paid, day: orders.day, qty: orders.qty, status: orders.status}, values: {n: count, kinds: count_distinct(customer)}}
            """;

    private static final String ROWS =
            """
            insert into orders select 1 + i %% 2, i, null,
             timestamptz '2026-11-20 12:30Z' - i * interval '7 hours 13 minutes',
             date '2026-11-20' - i %% 40,
             case i %% 7 when 0 then null when 1 then 'draft' when 2 then 'open' else 'sent' end,
             case i %% 5 when 0 then null else i %% 3 = 0 end,
             case i %% 11 when 0 then null else i %% 13 end,
             case i %% 9 when 0 then null else (i * 7919 %% 1000) / 100.0 + 1e15 end,
             ('00000000-0000-0000-0000-0000000000' || lpad((i %% 17)::text, 2, '0'))::uuid
            from generate_series(1, 500) i;
            insert into buyers select s, i, null, ('00000000-0000-0000-0000-0000000000' || lpad(i::text, 2, '0'))::uuid,
             case i %% 4 when 0 then null else i * i / 10.0 end from generate_series(2, 15) i, generate_series(1, 2) s\
            """
                    .replace("%%", "%");

    private static final String EXPECTED =
            """
            number | select sum(price) as value from orders

            nothing | select 0 as n, null as sum, null as mean, null as median, 0 as distinct

            all | select count(*) as n, sum(qty) as q, count(customer) as c,
            round(sum(price) / count(*), 6) as per, round(sum(qty) * 100 / sum(price) - 1, 3) as ratio
            from orders

            two | select status, paid, count(*) as n, round(avg(qty), 6) as mean,
            round(stddev_samp(price), 6) as dev from orders group by 1, 2
            order by status collate "C", paid

            top | select status, count(*) as n, sum(qty) as q from orders group by 1
            order by q desc, status collate "C" limit 2

            rest | (select status, count(*) as n, sum(qty) as q, count(distinct customer) as buyers
            from orders group by 1 order by n desc, status collate "C" limit 2)
            union all select 'other', count(*), sum(qty), count(distinct customer) from orders
            where coalesce(status, '-') not in (select coalesce(status, '-') from orders
            group by status order by count(*) desc, status collate "C" limit 2)

            values | select paid, min(price) as lowest, max(price) as highest,
            (select (a + b) / 2 from (select
            percentile_disc(0.5) within group (order by price) as a,
            -percentile_disc(0.5) within group (order by -price) as b
            from orders o where o.paid is not distinct from orders.paid) m) as median,
            percentile_disc(0) within group (order by price) * 0 + (select lo + (hi - lo) * part from (
            select (n - 1) * 0.9 - floor((n - 1) * 0.9) as part,
            (array_agg(price order by price))[1 + floor((n - 1) * 0.9)::int] as lo,
            (array_agg(price order by price))[1 + ceil((n - 1) * 0.9)::int] as hi
            from (select price, count(*) over () as n from orders o
            where o.paid is not distinct from orders.paid and price is not null) x
            group by n) y) as p,
            count(distinct status) as kinds, count(distinct price) as prices
            from orders group by paid order by paid

            credit | select paid, sum(credit) as sum, round(avg(credit), 6) as mean, round(stddev_samp(credit), 6) as dev,
            count(credit) as n, count(distinct credit) as kinds,
            (percentile_cont(0.5) within group (order by credit))::numeric as middle, max(credit) as best
            from orders o left join buyers b on b.source_id = o.source_id and b.id = o.customer group by 1 order by 1

            series | select month, n, sum(q) over (order by month) as running,
            n - lag(n) over (order by month) as change, round(n / sum(n) over (), 4) as share
            from (select date_trunc('month', placed at time zone 'Asia/Kathmandu')::date as month,
            count(*) as n, sum(qty) as q from orders group by 1) m order by 1

            window | select (placed at time zone 'America/St_Johns')::date as day, count(*) as n
            from orders where (placed at time zone 'America/St_Johns')::date
            > (timestamptz '2026-11-20 12:30Z' at time zone 'America/St_Johns')::date - 30
            group by 1 order by 1

            filled | select d::date as day, count(o) as n, sum(qty) as q, sum(count(o)) over (order by d) as "so-far"
            from generate_series(date '2026-11-20' - 199, date '2026-11-20', interval '1 day') d
            left join orders o on (placed at time zone 'America/St_Johns')::date = d group by d order by d

            span | select paid, to_char(min(placed) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as first,
            max(day) as last from orders group by paid order by paid

            hours | select to_char(date_trunc('hour', placed at time zone 'UTC'),
            'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour, count(*) as n
            from orders where placed >= '2026-11-18 13:00Z' group by 1 order by 1

            due | select status, count(*) as n, sum(qty) as q, count(distinct customer) as buyers
            from orders, lateral (select (timestamptz '2026-11-20 12:30Z' at time zone 'America/St_Johns')::date as today) t
            where (day < today - 3 or paid is not true) and qty in (1, 2, 3)
            and placed >= (today - 60)::timestamp at time zone 'America/St_Johns' and not status = 'draft'
            group by 1 order by 1

            unknown | select paid, count(*) as n from orders
            where qty not in (1, 2) and (paid is null or price is not null) or status is null
            group by 1 order by 1
            """;

    private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
    private static final TestClock CLOCK = new TestClock(NOW);
    private static ChartsOfRows charts;

    @BeforeAll
    static void fill() {
        charts = new ChartsOfRows(SHOP, CLOCK);
        charts.run(ROWS);
        charts.refresh();
    }

    @AfterAll
    static void close() {
        charts.close();
    }

    static Stream<Arguments> expected() {
        return Arrays.stream(EXPECTED.split("\n\n"))
                .map(entry -> entry.split(" [|] ", 2))
                .map(entry -> Arguments.of(entry[0], entry[1]));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void saysWhatPlainSqlSays(String chart, String sql) throws BadParameterException {
        assertThat(charts.chart(chart, null)).isNotEmpty().isEqualTo(charts.sql(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | true",
                "paid= | true",
                "paid=true | paid",
                "paid=true,false | paid is not null",
                "day=2026-11-01..2026-11-09&paid=false | day between '2026-11-01' and '2026-11-09'"
                        + " and not paid",
                "qty=3,5..7 | qty in (3, 5, 6, 7)",
                "qty=..2 | qty <= 2",
                "status=sent,nowhere | status = 'sent'",
            })
    void aParameterChooses(String query, String where) throws BadParameterException {
        assertThat(charts.chart("chosen", query))
                .isNotEmpty()
                .isEqualTo(
                        charts.sql(
                                """
                                select status, count(*) as n, count(distinct customer) as kinds
                                from orders where %s group by 1 order by status collate "C\"\
                                """
                                        .formatted(where)));
    }

    @ParameterizedTest
    @CsvSource({"paid=maybe", "day=2026-02-30", "qty=1e3", "unknown=1", "qty=1..x"})
    void whatIsNoValueOfADimensionIsRefused(String query) {
        assertThatThrownBy(() -> charts.chart("chosen", query))
                .isInstanceOf(BadParameterException.class);
    }

    @Test
    void aWindowMovesThoughNobodyWrites() throws BadParameterException {
        assertThat(charts.chart("window", null)).hasSize(30);
    }

    @Test
    void periodsWithoutRowsAreThereWhereverClocksAreChangedByHalfAnHour()
            throws BadParameterException {
        assertThat(charts.chart("howe", null))
                .hasSizeBetween(2000, 2001)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsDueDependsOnTheDay() throws BadParameterException {
        ChartsOfRows.Drawn coming = charts.drawn("coming", null);
        assertThat(coming.now()).containsExactly("n=0");

        CLOCK.set(Instant.parse("2026-11-18T23:59:59Z"));
        assertThat(coming.now())
                .isEqualTo(charts.sql("select count(*) as n from orders where day > '2026-11-18'"))
                .isNotEqualTo(List.of("n=0"));
        CLOCK.set(NOW);
        assertThat(coming.now()).containsExactly("n=0");
    }
}
