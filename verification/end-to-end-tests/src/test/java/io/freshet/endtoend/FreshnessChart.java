package io.freshet.endtoend;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of {@code /charts/freshness}.
 *
 * @param sources how each source stands, by its name
 */
record FreshnessChart(Map<String, SourceFreshness> sources) {

    private static final Pattern SOURCE =
            Pattern.compile(
                    "\\{\"id\":\"([A-Z]+)\",\"ageSeconds\":([0-9.]+|null),"
                            + "\"provenSeconds\":(?:[0-9.]+|null),\"level\":(\\d),\"submissions\":\\d+,\"status\":\"([a-z-]+)\"(?:,\"progress\":\"[^\"]*\")?}");

    /**
     * How a source stands.
     *
     * @param level 3 where its data is less than a second old
     */
    record SourceFreshness(String age, int level, String status) {

        boolean isFresh() {
            return level == 3 && status.equals("live");
        }
    }

    static FreshnessChart parse(String body) {
        Map<String, SourceFreshness> sources = new TreeMap<>();
        Matcher matcher = SOURCE.matcher(body);
        while (matcher.find()) {
            sources.put(
                    matcher.group(1),
                    new SourceFreshness(
                            matcher.group(2),
                            Integer.parseInt(matcher.group(3)),
                            matcher.group(4)));
        }
        return new FreshnessChart(sources);
    }

    boolean isFresh(String source) {
        return sources.containsKey(source) && sources.get(source).isFresh();
    }

    String status(String source) {
        return sources.containsKey(source) ? sources.get(source).status() : "absent";
    }
}
