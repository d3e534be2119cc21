package io.freshet.benchmarks.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares charts with SQL over the sources, which must be at rest: the number of rows, and for
 * each source its four means and its number of rows. Not compared are the time series, as rows that
 * were there before are not in it, and the order of countries.
 */
public final class ExactCharts {

    private static final String EXPECTED =
            "select round(avg(escs::numeric), 2), round(avg(tmins::numeric) / 60, 1),"
                    + " round(avg(durecec::numeric), 2), round(avg(belong::numeric), 2), count(*)"
                    + " from "
                    + BenchSource.TABLE;
    private static final int NUMBERS = 5;
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final String NUMBER = "(-?[0-9.]+)";

    private ExactCharts() {}

    /** How many numbers of the charts are not those of the sources. */
    public static long differences(List<BenchSource> sources, int port) throws IOException {
        try (HttpLine http = new HttpLine(port)) {
            String escs = http.get("/charts/escs", "").body();
            String hours = http.get("/charts/learning-hours-per-week", "").body();
            String bubbles = http.get("/charts/early-education-and-belonging", "").body();
            long differences = 0;
            BigDecimal rows = BigDecimal.ZERO;
            for (BenchSource source : sources) {
                String country = source.country();
                List<BigDecimal> shown = new ArrayList<>();
                shown.addAll(numbers(escs, "\"id\":\"%s\",\"value\":#", country));
                shown.addAll(numbers(hours, "\"country\":\"%s\",\"hours\":#", country));
                shown.addAll(
                        numbers(
                                bubbles,
                                "\"id\":\"%s\",\"data\":\\[\\{\"x\":#,\"y\":#,\"submissions\":#",
                                country));
                List<BigDecimal> expected = expected(source);
                rows = rows.add(expected.get(NUMBERS - 1));
                differences += differences(expected, shown);
            }
            Matcher count = COUNT.matcher(http.get("/charts/submissions", "").body());
            boolean all = count.find() && new BigDecimal(count.group(1)).compareTo(rows) == 0;
            return all ? differences : differences + 1;
        }
    }

    /** The numbers in a chart's first match of the pattern, in which # stands for a number. */
    private static List<BigDecimal> numbers(String body, String pattern, String country) {
        Matcher matcher =
                Pattern.compile(pattern.formatted(country).replace("#", NUMBER)).matcher(body);
        if (!matcher.find()) {
            return List.of();
        }
        MatchResult found = matcher.toMatchResult();
        List<BigDecimal> numbers = new ArrayList<>();
        for (int group = 1; group <= found.groupCount(); group++) {
            numbers.add(new BigDecimal(found.group(group)));
        }
        return numbers;
    }

    private static List<BigDecimal> expected(BenchSource source) {
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(EXPECTED)) {
            row.next();
            List<BigDecimal> numbers = new ArrayList<>();
            for (int column = 1; column <= NUMBERS; column++) {
                numbers.add(row.getBigDecimal(column));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException("asking " + source.name(), e);
        }
    }

    /** Benchmark rows have all their values, so a source without rows is in no chart. */
    private static long differences(List<BigDecimal> expected, List<BigDecimal> shown) {
        if (expected.get(NUMBERS - 1).signum() == 0) {
            return shown.size();
        }
        long differences = Math.abs(NUMBERS - shown.size());
        for (int number = 0; number < Math.min(NUMBERS, shown.size()); number++) {
            differences += shown.get(number).compareTo(expected.get(number)) == 0 ? 0 : 1;
        }
        return differences;
    }
}
