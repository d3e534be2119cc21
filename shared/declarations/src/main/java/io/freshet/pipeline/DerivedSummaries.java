package io.freshet.pipeline;

import io.freshet.warehouse.layout.ShortName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The summaries that charts need, each once whatever charts need it. */
final class DerivedSummaries {

    private static final int LONGEST_NAME = 48;

    /** What one table holds. */
    private record Content(String table, List<Dimension> dimensions, List<JoinDefinition> joins) {}

    private final Map<String, Content> contents = new LinkedHashMap<>();
    private final Map<String, Set<Aggregate>> aggregates = new LinkedHashMap<>();

    /**
     * Asks for a summary.
     *
     * @param labels what the dimensions are called, for its name
     * @return its name
     */
    String require(
            SummaryScope scope,
            List<String> labels,
            List<Dimension> dimensions,
            List<Aggregate> kept) {
        Content content = new Content(scope.base().name(), List.copyOf(dimensions), scope.joins());
        String name =
                contents.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(content))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> nameOf(content, labels));
        contents.putIfAbsent(name, content);
        aggregates.computeIfAbsent(name, none -> new LinkedHashSet<>()).addAll(kept);
        return name;
    }

    private static String nameOf(Content content, List<String> labels) {
        String told =
                labels.isEmpty()
                        ? content.table() + "_all"
                        : content.table() + "_by_" + String.join("_", labels);
        String plain = told.replaceAll("[^a-z0-9_]", "_");
        return plain.substring(0, Math.min(LONGEST_NAME, plain.length()))
                + "_"
                + ShortName.checksum(content.toString());
    }

    /** All of them. */
    List<SummaryDefinition> all() {
        List<SummaryDefinition> summaries = new ArrayList<>();
        contents.forEach(
                (name, content) ->
                        summaries.add(
                                new SummaryDefinition(
                                        name,
                                        content.table(),
                                        new Grouping.ByDimensions(content.dimensions()),
                                        inOrder(aggregates.get(name)),
                                        content.joins())));
        return summaries;
    }

    // whatever the order of the charts
    private static List<Aggregate> inOrder(Set<Aggregate> kept) {
        return kept.stream()
                .sorted(Comparator.comparing(Aggregate::column).thenComparing(Aggregate::word))
                .toList();
    }
}
