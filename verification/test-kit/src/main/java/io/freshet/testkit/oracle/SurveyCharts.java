package io.freshet.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the charts must say, and whether they do. Elements of equal rank may be in any order. */
final class SurveyCharts {

    private static final Pattern ROWS =
            Pattern.compile("\"id\":\"([^\"]+)\"[^}]*?\"submissions\":(\\d+)");
    private static final Pattern STATES =
            Pattern.compile("\"id\":\"([^\"]+)\"[^}]*?\"status\":\"([a-z-]+)\"");
    private static final String SETS = "{\"datasets\":[";

    private final TreeMap<String, CountryFigures> countries = new TreeMap<>();
    private final TreeMap<String, Long> rowsBySource = new TreeMap<>();

    void add(SurveySource source, Map<String, CountryFigures> figures) {
        figures.forEach((country, more) -> countries.merge(country, more, CountryFigures::plus));
        rowsBySource.put(
                source.country(), figures.values().stream().mapToLong(CountryFigures::rows).sum());
    }

    long rows() {
        return rowsBySource.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Asks for the charts and notes what differs.
     *
     * @param get gives the body of a path
     */
    void compare(UnaryOperator<String> get, Tally tally) {
        Map<String, Long> shown = new TreeMap<>();
        Matcher matcher = ROWS.matcher(get.apply("/charts/freshness"));
        while (matcher.find()) {
            shown.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        tally.compareRows("chart freshness", rowsBySource, shown);
        Map<String, String> expected = expected();
        Map<String, String> found = new TreeMap<>();
        for (String chart : expected.keySet()) {
            found.put(chart, sorted(get.apply("/charts/" + chart)));
        }
        tally.compareValues("charts", expected, found);
    }

    private Map<String, String> expected() {
        return Map.of(
                "submissions",
                "{\"count\":%d}".formatted(rows()),
                "escs",
                elements(
                        figures -> figures.has("escs"),
                        (country, figures) ->
                                "{\"id\":\"%s\",\"value\":%s}"
                                        .formatted(country, figures.mean("escs", 1, 2))),
                "learning-hours-per-week",
                elements(
                        figures -> figures.has("tmins"),
                        (country, figures) ->
                                "{\"country\":\"%s\",\"hours\":%s}"
                                        .formatted(country, figures.mean("tmins", 60, 1))),
                "early-education-and-belonging",
                elements(
                        figures -> figures.has("durecec") && figures.has("belong"),
                        SurveyCharts::bubble));
    }

    /** Notes which sources are not shown, or not said to be live. */
    void compareStates(UnaryOperator<String> get, Tally tally) {
        Map<String, String> shown = new TreeMap<>();
        Matcher matcher = STATES.matcher(get.apply("/charts/freshness"));
        while (matcher.find()) {
            shown.put(matcher.group(1), matcher.group(2));
        }
        Map<String, String> live = new TreeMap<>();
        rowsBySource.keySet().forEach(source -> live.put(source, "live"));
        tally.compareValues("states of sources", live, shown);
    }

    private static String bubble(String country, CountryFigures figures) {
        return "{\"id\":\"%s\",\"data\":[{\"x\":%s,\"y\":%s,\"submissions\":%d}]}"
                .formatted(
                        country,
                        figures.mean("durecec", 1, 2),
                        figures.mean("belong", 1, 2),
                        figures.rows());
    }

    private interface Element {
        String of(String country, CountryFigures figures);
    }

    private String elements(Function<CountryFigures, Boolean> shown, Element element) {
        return countries.entrySet().stream()
                .filter(entry -> shown.apply(entry.getValue()))
                .map(entry -> element.of(entry.getKey(), entry.getValue()))
                .sorted()
                .collect(Collectors.joining(",", SETS, "]}"));
    }

    private static String sorted(String body) {
        if (!body.startsWith(SETS) || !body.endsWith("]}")) {
            return body;
        }
        String inner = body.substring(SETS.length(), body.length() - 2);
        List<String> elements = Arrays.asList(inner.split(",(?=\\{\"(?:id|country)\")", -1));
        return elements.stream().sorted().collect(Collectors.joining(",", SETS, "]}"));
    }
}
