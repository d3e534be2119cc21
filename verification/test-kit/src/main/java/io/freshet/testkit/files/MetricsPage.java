package io.freshet.testkit.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What docs/metrics.md says.
 *
 * @param metrics those of Freshet's own, in the page's order
 * @param families what the names of other metrics begin with, which libraries tell
 * @param others single metrics of others that dashboards and alerts may use
 */
public record MetricsPage(List<Metric> metrics, Set<String> families, Set<String> others) {

    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| `(freshet_[a-z_]+)` \\| ([a-z]+) \\| ([^|]+) \\|([^|]*)\\| ([^|]+) \\|$");
    private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)(_…)?`");

    /**
     * A metric.
     *
     * @param name as it stands on the page: of a histogram without {@code _bucket} and its like
     * @param type counter, gauge, histogram or summary
     * @param labels beside those of its type
     * @param fromTheStart whether a running Freshet always tells it
     */
    public record Metric(String name, String type, Set<String> labels, boolean fromTheStart) {

        /** The names of its samples. */
        public Set<String> samples() {
            return switch (type) {
                case "histogram" -> suffixed("_bucket", "_count", "_sum", "_max");
                case "summary" -> suffixed("_count", "_sum", "_max");
                default -> Set.of(name);
            };
        }

        private Set<String> suffixed(String... suffixes) {
            return Stream.of(suffixes)
                    .map(suffix -> name + suffix)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Reads the page. */
    public static MetricsPage read() {
        String page;
        try {
            page = Files.readString(RepositoryFiles.path("docs/metrics.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Metric> metrics = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            metrics.add(
                    new Metric(
                            row.group(1),
                            row.group(2),
                            quoted(row.group(4)),
                            !row.group(5).toLowerCase(Locale.ROOT).contains("not there")));
        }
        Set<String> families = new HashSet<>();
        Set<String> others = new HashSet<>();
        Matcher name = QUOTED.matcher(page.substring(page.indexOf("## Of the process")));
        while (name.find()) {
            if (name.group(2) == null) {
                others.add(name.group(1));
            } else {
                families.add(name.group(1) + "_");
            }
        }
        return new MetricsPage(List.copyOf(metrics), Set.copyOf(families), Set.copyOf(others));
    }

    /** Whether a dashboard or an alert may use this name. */
    public boolean lists(String sample) {
        return others.contains(sample)
                || metrics.stream().anyMatch(metric -> metric.samples().contains(sample));
    }

    private static Set<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
