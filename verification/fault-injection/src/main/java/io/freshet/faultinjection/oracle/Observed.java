package io.freshet.faultinjection.oracle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the charts say.
 *
 * @param charts their elements by the chart's name, sorted by their text
 * @param rowsBySource the freshness chart's row counts by the source's label
 */
public record Observed(Map<String, List<String>> charts, Map<String, Long> rowsBySource) {

    private static final Pattern ROWS =
            Pattern.compile("\"id\":\"([^\"]+)\"[^}]*?\"submissions\":(\\d+)");
    private static final String SETS = "{\"datasets\":[";

    /**
     * Asks for all of them.
     *
     * @param get gives the body of a path
     */
    public static Observed by(UnaryOperator<String> get) {
        Map<String, List<String>> charts = new HashMap<>();
        charts.put("submissions", List.of(get.apply("/charts/submissions")));
        for (String chart :
                List.of("escs", "learning-hours-per-week", "early-education-and-belonging")) {
            charts.put(chart, elements(get.apply("/charts/" + chart)));
        }
        Map<String, Long> rows = new HashMap<>();
        Matcher matcher = ROWS.matcher(get.apply("/charts/freshness"));
        while (matcher.find()) {
            rows.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        return new Observed(charts, rows);
    }

    private static List<String> elements(String body) {
        if (!body.startsWith(SETS) || !body.endsWith("]}")) {
            return List.of(body);
        }
        String inner = body.substring(SETS.length(), body.length() - 2);
        return inner.isEmpty()
                ? List.of()
                : Arrays.stream(inner.split(",(?=\\{\"(?:id|country)\")")).sorted().toList();
    }

    /** Whether all charts say what they must. */
    public boolean equalTo(Expected expected) {
        return charts.equals(expected.charts()) && rowsBySource.equals(expected.rowsBySource());
    }

    /** How many rows of the sources are missing. */
    public long lost(Expected expected) {
        return expected.rowsBySource().entrySet().stream()
                .mapToLong(
                        entry -> entry.getValue() - rowsBySource.getOrDefault(entry.getKey(), 0L))
                .filter(missing -> missing > 0)
                .sum();
    }

    /** How many rows are counted that the sources do not hold. */
    public long doubled(Expected expected) {
        return rowsBySource.entrySet().stream()
                .mapToLong(
                        entry ->
                                entry.getValue()
                                        - expected.rowsBySource().getOrDefault(entry.getKey(), 0L))
                .filter(more -> more > 0)
                .sum();
    }
}
