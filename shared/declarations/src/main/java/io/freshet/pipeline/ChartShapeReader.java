package io.freshet.pipeline;

import io.freshet.pipeline.ChartShape.Filter;
import io.freshet.pipeline.ChartShape.Order;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads how a chart is built: one of total, groups, time-series and freshness. */
final class ChartShapeReader {

    private static final String MARK = "=";

    private final SectionReader section;
    private final SummaryDefinition summary;
    private final PipelineDefinition pipeline;

    ChartShapeReader(
            SectionReader section, SummaryDefinition summary, PipelineDefinition pipeline) {
        this.section = section;
        this.summary = summary;
        this.pipeline = pipeline;
    }

    ChartShape read() {
        long shapes =
                List.of("total", "groups", "time-series", "freshness").stream()
                        .filter(section::has)
                        .count();
        if (shapes != 1) {
            throw section.complaint(
                    "total", "give exactly one of total, groups, time-series and freshness");
        }
        if (section.has("total")) {
            return new ChartShape.Total(template("total"));
        }
        if (section.has("groups")) {
            require(Grouping.ByColumn.class, "groups", "group-by");
            return new ChartShape.Groups(template("groups"), order(), filter());
        }
        if (section.has("time-series")) {
            require(Grouping.ByTime.class, "time-series", "time-bucket");
            return new ChartShape.TimeSeries(section.text("time-series"));
        }
        require(Grouping.ByColumn.class, "freshness", "group-by");
        return freshness(section.section("freshness"));
    }

    private void require(Class<? extends Grouping> grouping, String shape, String key) {
        if (!grouping.isInstance(summary.grouping())) {
            throw section.complaint(
                    shape, "needs a summary with %s, unlike %s".formatted(key, summary.name()));
        }
    }

    private ChartShape.Freshness freshness(SectionReader freshness) {
        String label = freshness.text("label");
        if (pipeline.attributes().stream().noneMatch(a -> a.name().equals(label))) {
            throw freshness.complaint("label", "must be one of source-attributes, not " + label);
        }
        String rows = freshness.optionalText("rows").orElse("rows");
        freshness.end();
        return new ChartShape.Freshness(label, rows, filter());
    }

    private Order order() {
        Optional<String> text = section.optionalText("order");
        if (text.isEmpty()) {
            return new Order(Optional.empty(), false);
        }
        String by = text.get();
        boolean descending = by.endsWith(" descending");
        if (!descending && !by.endsWith(" ascending")) {
            throw section.complaint("order", "must end in ascending or descending");
        }
        by = by.substring(0, by.lastIndexOf(' ')).strip();
        return new Order(
                by.equals("group") ? Optional.empty() : Optional.of(expression("order", by)),
                descending);
    }

    private Optional<Filter> filter() {
        return section.optionalSection("filter")
                .map(
                        filter -> {
                            String parameter = filter.text("parameter");
                            if (!parameter.matches("[a-z][a-z0-9-]{0,30}")) {
                                throw filter.complaint(
                                        "parameter", "must be lower-case letters and digits");
                            }
                            Filter read =
                                    new Filter(
                                            parameter,
                                            PipelineReader.pattern(filter, "pattern", ".+"));
                            filter.end();
                            return read;
                        });
    }

    private Template template(String key) {
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
            throw section.complaint(key, e.getMessage());
        }
    }

    private Expression checked(Expression expression) {
        expression
                .column()
                .filter(column -> !summary.sums().contains(column))
                .ifPresent(
                        column -> {
                            throw new IllegalArgumentException(
                                    "summary %s has no sum of %s; add it there"
                                            .formatted(summary.name(), column));
                        });
        return expression;
    }
}
