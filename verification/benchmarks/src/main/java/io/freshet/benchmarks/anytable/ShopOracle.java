package io.freshet.benchmarks.anytable;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What SQL says the shops' eight charts are, over the rows of all sources in one table. */
final class ShopOracle {

    private static final Duration AT_REST = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 200;

    /** By chart, the rows of its CSV, without the head. */
    private static final Map<String, String> CHARTS = charts();

    private final BenchmarkHarness harness;

    ShopOracle(BenchmarkHarness harness) {
        this.harness = harness;
    }

    private static Map<String, String> charts() {
        Map<String, String> charts = new LinkedHashMap<>();
        String median = "percentile_cont(0.5) within group (order by net)";
        charts.put(
                "by-shop",
                "select shop, count(*), count(distinct customer), %s from sold group by 1 order by 1"
                        .formatted(median));
        charts.put(
                "by-shop?country=" + ShopKind.SOME_COUNTRY,
                ("select shop, count(*), count(distinct customer), %s from sold"
                                + " where country = '%s' group by 1 order by 1")
                        .formatted(median, ShopKind.SOME_COUNTRY));
        charts.put("revenue", "select sum(net) from sold");
        charts.put(
                "by-country",
                "select country, sum(net), count(distinct customer) from sold"
                        + " group by 1 order by 2 desc limit 10");
        charts.put(
                "by-status",
                "select status, percentile_cont(0.5) within group (order by price),"
                        + " percentile_cont(0.9) within group (order by price), stddev(net)"
                        + " from sold group by 1 order by 1");
        charts.put(
                "by-city",
                "select city, status, count(*), avg(net), max(net) from sold"
                        + " group by 1, 2 order by 1, 2");
        charts.put(
                "per-minute",
                ("select to_char(date_trunc('minute', placed_at at time zone 'UTC'),"
                                + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), count(*), %s from sold"
                                + " group by 1 order by 1")
                        .formatted(median));
        charts.put("buyers", "select count(distinct customer) from sold");
        charts.put(
                "latest",
                "select id, null, country, net from sold order by placed_at desc, id desc limit 20");
        return charts;
    }

    /** How many charts differ; blocks until none does, or for half a minute. */
    long differences() throws InterruptedException {
        try (Connection connection = harness.warehouse().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temp table sold (id bigint, customer text, placed_at timestamptz,"
                            + " status text, price numeric, net numeric, country text, shop text,"
                            + " city text)");
            for (BenchSource source : harness.sources()) {
                copy(source, connection);
            }
            long until = System.nanoTime() + AT_REST.toNanos();
            List<String> differing = differing(statement);
            while (!differing.isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                differing = differing(statement);
            }
            differing.forEach(System.err::println);
            return differing.size();
        } catch (SQLException e) {
            throw new IllegalStateException("comparing with the sources: " + e.getMessage(), e);
        }
    }

    private static void copy(BenchSource source, Connection into) throws SQLException {
        try (Connection from = source.database().connect();
                Statement statement = from.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select o.id, o.customer::text, o.placed_at, o.status, o.price,
                                 o.qty * o.price, c.country, s.code, s.city
                                from orders o join customers c on c.id = o.customer
                                join shops s on s.id = c.shop where o.status <> 'draft'
                                """);
                PreparedStatement insert =
                        into.prepareStatement(
                                "insert into sold values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    insert.setObject(column, rows.getObject(column));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private List<String> differing(Statement statement) throws SQLException {
        List<String> differing = new ArrayList<>();
        for (Map.Entry<String, String> chart : CHARTS.entrySet()) {
            String path =
                    "/charts/"
                            + (chart.getKey().contains("?")
                                    ? chart.getKey().replace("?", ".csv?")
                                    : chart.getKey() + ".csv");
            String shown = harness.freshet().get(path);
            if (!equal(shown.lines().skip(1).toList(), statement, chart.getValue())) {
                differing.add("%s shows%n%s".formatted(path, shown));
            }
        }
        return differing;
    }

    private static boolean equal(List<String> lines, Statement statement, String sql)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                if (!rows.next() || cells.length != width) {
                    return false;
                }
                for (int column = 1; column <= width; column++) {
                    String said = rows.getString(column);
                    // what SQL is not asked for is not compared
                    if (said != null && !equal(cells[column - 1], said)) {
                        return false;
                    }
                }
            }
            return !rows.next();
        }
    }

    private static boolean equal(String shown, String said) {
        if (shown.equals(said)) {
            return true;
        }
        try {
            // quotients are shown with six decimals
            BigDecimal difference = new BigDecimal(shown).subtract(new BigDecimal(said)).abs();
            return difference.compareTo(new BigDecimal("0.000001")) < 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
