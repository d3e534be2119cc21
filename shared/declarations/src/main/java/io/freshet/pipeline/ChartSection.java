package io.freshet.pipeline;

import io.freshet.pipeline.ChartShape.Filter;
import io.freshet.pipeline.ChartShape.Order;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The declaration of one chart: reads the parts that kinds of charts are made of. */
final class ChartSection {

    private static final String MARK = "=";

    private final SectionReader section;
    private final SummaryDefinition summary;
    private final PipelineDefinition pipeline;

    ChartSection(SectionReader section, SummaryDefinition summary, PipelineDefinition pipeline) {
        this.section = section;
        this.summary = summary;
        this.pipeline = pipeline;
    }

    /** The one of these keys that is there. */
    String onlyOneOf(Set<String> keys) {
        List<String> present = keys.stream().filter(section::has).toList();
        if (present.size() != 1) {
            List<String> all = List.copyOf(keys);
            int last = all.size() - 1;
            throw section.invalid(
                    all.get(0),
                    "give exactly one of %s and %s"
                            .formatted(String.join(", ", all.subList(0, last)), all.get(last)));
        }
        return present.get(0);
    }

    String text(String key) {
        return section.text(key);
    }

    void require(Class<? extends Grouping> grouping, String shape, String key) {
        if (!grouping.isInstance(summary.grouping())) {
            throw section.invalid(
                    shape, "needs a summary with %s, unlike %s".formatted(key, summary.name()));
        }
    }

    SectionReader section(String key) {
        return section.section(key);
    }

    /** Whether sources have an attribute of that name. */
    boolean hasAttribute(String name) {
        return pipeline.attributes().stream().anyMatch(a -> a.name().equals(name));
    }

    Order order() {
        Optional<String> text = section.optionalText("order");
        if (text.isEmpty()) {
            return new Order(Optional.empty(), false);
        }
        String by = text.get();
        boolean descending = by.endsWith(" descending");
        if (!descending && !by.endsWith(" ascending")) {
            throw section.invalid("order", "must end in ascending or descending");
        }
        by = by.substring(0, by.lastIndexOf(' ')).strip();
        return new Order(
                by.equals("group") ? Optional.empty() : Optional.of(expression("order", by)),
                descending);
    }

    Optional<Filter> filter() {
        return section.optionalSection("filter")
                .map(
                        filter -> {
                            Filter read =
                                    new Filter(
                                            filter.text("parameter"),
                                            PipelineReader.pattern(filter, "pattern"));
                            filter.end();
                            return read;
                        });
    }

    Template template(String key) {
        return template(key, section.raw(key).orElseThrow());
    }

    private Template template(String key, Yaml yaml) {
        if (yaml instanceof Yaml.Section fields) {
            LinkedHashMap<String, Template> read = new LinkedHashMap<>();
            fields.entries()
                    .forEach((field, value) -> read.put(field, template(key + "." + field, value)));
            return new Template.Fields(read);
        }
        if (yaml instanceof Yaml.Items items) {
            return new Template.Elements(
                    items.items().stream().map(item -> template(key, item)).toList());
        }
        Yaml.Text text = (Yaml.Text) yaml;
        if (!text.value().startsWith(MARK)) {
            return new Template.Constant(text.value());
        }
        String formula = text.value().substring(MARK.length()).strip();
        if (formula.equals("group")) {
            return new Template.Group();
        }
        try {
            return new Template.Figure(checked(Expression.parse(formula)));
        } catch (IllegalArgumentException e) {
            throw new DeclarationException(text.location(), key, e.getMessage());
        }
    }

    private Expression expression(String key, String formula) {
        try {
            return checked(Expression.parse(formula));
        } catch (IllegalArgumentException e) {
            throw section.invalid(key, e.getMessage());
        }
    }

    private Expression checked(Expression expression) {
        expression
                .aggregate()
                .filter(aggregate -> !summary.aggregates().contains(aggregate))
                .ifPresent(
                        aggregate -> {
                            throw new IllegalArgumentException(
                                    "summary %s has no %s of %s; add it there"
                                            .formatted(
                                                    summary.name(),
                                                    aggregate.word(),
                                                    aggregate.column()));
                        });
        return expression;
    }
}
