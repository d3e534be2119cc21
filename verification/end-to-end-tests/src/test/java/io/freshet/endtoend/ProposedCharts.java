package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.Yaml;

/**
 * Compares all charts of a definition with SQL over the source, which {@link ProposedSql} makes.
 */
final class ProposedCharts {

    private static final String ROWS = "rows";

    private final Map<String, Object> definition;
    private final TestDatabase source;

    ProposedCharts(Path definition, TestDatabase source) {
        try {
            this.definition = new Yaml().load(Files.readString(definition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.source = source;
    }

    /** The names of all charts. */
    Set<String> names() {
        return section(definition.get("charts")).keySet();
    }

    /** Waits until each chart is as SQL says; fails with both where one is not in time. */
    void assertEqual(UnaryOperator<String> answers, Duration limit)
            throws InterruptedException, SQLException {
        long until = System.nanoTime() + limit.toNanos();
        ProposedSql sql = new ProposedSql(definition);
        for (Map.Entry<String, Object> chart : section(definition.get("charts")).entrySet()) {
            String path = "/charts/%s/%s".formatted(definition.get("pipeline"), chart.getKey());
            Map<String, Object> declared = section(chart.getValue());
            while (System.nanoTime() < until
                    && !difference(sql, declared, answers.apply(path)).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(difference(sql, declared, answers.apply(path))).as(path).isEmpty();
        }
    }

    private String difference(ProposedSql sql, Map<String, Object> chart, String answer)
            throws SQLException {
        if (!answer.startsWith("[")) {
            return "answered " + answer;
        }
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Object row : new JsonArray(answer)) {
            shown.add(normal(((JsonObject) row).getMap()));
        }
        return chart.containsKey(ROWS)
                ? differenceOfRows(sql, chart, shown)
                : differenceOfFigures(chart, query(sql.figures(chart)), shown);
    }

    private String differenceOfRows(
            ProposedSql sql, Map<String, Object> chart, List<Map<String, Object>> shown)
            throws SQLException {
        Map<String, Object> told = query(sql.latest(chart)).get(0);
        if (new BigDecimal(shown.size()).compareTo((BigDecimal) told.get(ROWS)) != 0) {
            return "%d rows are shown of %s".formatted(shown.size(), told.get(ROWS));
        }
        String column = chart.get("order").toString().replace(" desc", "");
        String first = shown.isEmpty() ? "null" : String.valueOf(shown.get(0).get(column));
        String expected = shown.isEmpty() ? "null" : String.valueOf(told.get("latest"));
        return first.startsWith(expected)
                ? ""
                : "the latest %s is %s and not %s".formatted(column, first, expected);
    }

    private static String differenceOfFigures(
            Map<String, Object> chart,
            List<Map<String, Object>> expected,
            List<Map<String, Object>> shown) {
        int limit = (Integer) chart.getOrDefault("limit", Integer.MAX_VALUE);
        int groups = Math.min(limit, expected.size()) + (expected.size() > limit ? 1 : 0);
        List<Map<String, Object>> filled = shown.stream().filter(row -> !isEmpty(row)).toList();
        List<Map<String, Object>> known =
                expected.size() > limit
                        ? filled.subList(0, Math.min(limit, filled.size()))
                        : filled;
        if (filled.size() != groups || !expected.containsAll(known)) {
            return "shown %s, SQL says %s".formatted(shown, expected);
        }
        return sum(filled).compareTo(sum(expected)) == 0
                ? ""
                : "%s rows are shown of %s".formatted(sum(filled), sum(expected));
    }

    /** A period in which nothing was. */
    private static boolean isEmpty(Map<String, Object> row) {
        return row.get(ROWS) instanceof BigDecimal rows && rows.signum() == 0;
    }

    private static BigDecimal sum(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (BigDecimal) row.getOrDefault(ROWS, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Map<String, Object>> query(String sql) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (ResultSet answer = statement.executeQuery(sql)) {
                while (answer.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int column = 1;
                            column <= answer.getMetaData().getColumnCount();
                            column++) {
                        row.put(
                                answer.getMetaData().getColumnLabel(column),
                                answer.getObject(column));
                    }
                    rows.add(normal(row));
                }
            }
        } catch (SQLException e) {
            throw new SQLException(sql, e);
        }
        return rows;
    }

    /** Numbers that are equal are so whatever their digits, and times are texts. */
    private static Map<String, Object> normal(Map<String, Object> row) {
        Map<String, Object> normal = new LinkedHashMap<>();
        row.forEach(
                (name, value) ->
                        normal.put(
                                name,
                                value instanceof Number
                                        ? plain(new BigDecimal(value.toString()))
                                        : value == null || value instanceof Boolean
                                                ? value
                                                : value.toString()));
        return normal;
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> section(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
