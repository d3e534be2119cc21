package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.MetricsPage;
import io.freshet.testkit.files.MetricsPage.Metric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a running Freshet tells, compared with docs/metrics.md. */
final class ToldMetrics {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Labels that come with a type. */
    private static final Set<String> OF_TYPES = Set.of("le", "quantile");

    private final String told;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    /**
     * @param told the body of {@code /q/metrics}
     */
    ToldMetrics(String told) {
        this.told = told;
        Matcher type = TYPE.matcher(told);
        while (type.find()) {
            types.put(type.group(1), type.group(2));
        }
        Matcher sample = SAMPLE.matcher(told);
        while (sample.find()) {
            Set<String> names = labels.computeIfAbsent(sample.group(1), name -> new HashSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2))
                        .results()
                        .forEach(label -> names.add(label.group(1)));
            }
            names.removeAll(OF_TYPES);
        }
    }

    /** Asserts that the page has all of them as they are, and none beside. */
    void assertDocumented() {
        MetricsPage page = MetricsPage.read();
        assertThat(page.metrics()).isNotEmpty();
        for (Metric metric : page.metrics()) {
            if (metric.fromTheStart()) {
                assertThat(labels.keySet()).as("told").containsAll(metric.samples());
            }
            if (types.containsKey(metric.name())) {
                assertThat(types).containsEntry(metric.name(), metric.type());
            }
            for (String sample : metric.samples()) {
                assertThat(labels.getOrDefault(sample, metric.labels()))
                        .as("labels of %s", sample)
                        .isEqualTo(metric.labels());
            }
        }
        List<String> undocumented =
                labels.keySet().stream()
                        .filter(name -> !page.lists(name))
                        .filter(name -> page.families().stream().noneMatch(name::startsWith))
                        .sorted()
                        .toList();
        assertThat(undocumented).as("missing in docs/metrics.md").isEmpty();
    }

    /** Asserts that a histogram has buckets that end at these values. */
    void assertBuckets(String histogram, String... ends) {
        for (String end : ends) {
            assertThat(told)
                    .containsPattern(
                            "(?m)^%s_bucket\\{.*le=\"%s\""
                                    .formatted(histogram, Pattern.quote(end)));
        }
    }
}
