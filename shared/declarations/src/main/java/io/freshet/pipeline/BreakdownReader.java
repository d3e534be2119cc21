package io.freshet.pipeline;

import io.freshet.pipeline.Breakdown.Figure;
import io.freshet.pipeline.Breakdown.Label;
import io.freshet.pipeline.Breakdown.Rank;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Expression;

/** Reads a chart of {@code value} or {@code values}, and says which summaries it needs. */
final class BreakdownReader {

    private static final Pattern FORMAT = Pattern.compile("0([.]0{1,9})?( ?%)?");

    static final String VALUE = "value";
    static final String VALUES = "values";

    private final SectionReader section;
    private final PipelineDefinition pipeline;
    private final DerivedSummaries summaries;

    BreakdownReader(
            SectionReader section, PipelineDefinition pipeline, DerivedSummaries summaries) {
        this.section = section;
        this.pipeline = pipeline;
        this.summaries = summaries;
    }

    /** The chart, and the name of its summary. */
    record Read(String summary, Breakdown shape) {}

    Read read() {
        Map<String, Expression> formulas = formulas();
        Optional<Yaml> declaredBy = section.raw("by");
        boolean said = section.has(CountedRows.OF);
        SummaryScope scope =
                new SummaryScope(
                        pipeline, new CountedRows(section, pipeline).table(formulas, declaredBy));
        DimensionsReader by = new DimensionsReader(section, "by", scope);
        declaredBy.ifPresent(by::read);
        DimensionsReader chosen = new DimensionsReader(section, "parameters", scope);
        section.raw("parameters").ifPresent(chosen::read);

        List<Dimension> dimensions = new ArrayList<>(by.dimensions().values());
        List<String> names = new ArrayList<>(by.dimensions().keySet());
        List<Label> labels = labels(by, dimensions, names);
        List<Label> parameters = labels(chosen, dimensions, names);
        Optional<ChartWhere> where =
                new ChartConditionReader(
                                section, scope, column -> placeOf(column, dimensions, names))
                        .read();

        Map<String, String> units = ofFigures("unit", "units", formulas.keySet());
        Map<String, String> formats = ofFigures("format", "formats", formulas.keySet());
        List<Figure> figures = new ArrayList<>();
        formulas.forEach(
                (name, formula) ->
                        figures.add(
                                new Figure(
                                        name,
                                        new FormulaReader(section, keyOf(name), scope, said)
                                                .readFigure(formula),
                                        Optional.ofNullable(units.get(name)),
                                        Optional.ofNullable(formats.get(name)))));
        figures.forEach(this::checkFormat);
        check(labels, figures);
        String summary = summaries.require(scope, names, dimensions, aggregates(figures));
        OptionalInt limit = section.optionalNumber("limit");
        Optional<String> rest = section.optionalText("rest");
        if (rest.isPresent() && (limit.isEmpty() || labels.isEmpty())) {
            throw section.invalid("rest", "is what a limit leaves over; give by and limit, too");
        }
        return new Read(
                summary,
                new Breakdown(
                        labels,
                        parameters,
                        figures,
                        counted(scope, names, dimensions, figures),
                        order(labels, figures),
                        limit,
                        rest,
                        new WindowReader(section, labels).read(),
                        where));
    }

    private static int placeOf(
            SummaryScope.Named column, List<Dimension> dimensions, List<String> names) {
        Dimension dimension = new Dimension.Plain(column.sql(), column.type());
        if (!dimensions.contains(dimension)) {
            dimensions.add(dimension);
            names.add(column.column());
        }
        return dimensions.indexOf(dimension);
    }

    private String keyOf(String figure) {
        return section.has(VALUE) ? VALUE : VALUES + "." + figure;
    }

    private Map<String, Expression> formulas() {
        Map<String, Expression> formulas = new LinkedHashMap<>();
        if (section.has(VALUE)) {
            formulas.put(VALUE, SqlSyntax.parse(section, VALUE, section.text(VALUE)));
            return formulas;
        }
        SectionReader values = section.section(VALUES);
        for (String name : values.keys()) {
            formulas.put(name, SqlSyntax.parse(values, name, values.text(name)));
        }
        if (formulas.isEmpty()) {
            throw section.invalid(VALUES, "is empty; name at least one value");
        }
        return formulas;
    }

    private static List<Label> labels(
            DimensionsReader read, List<Dimension> dimensions, List<String> names) {
        List<Label> labels = new ArrayList<>();
        read.dimensions()
                .forEach(
                        (name, dimension) -> {
                            if (!dimensions.contains(dimension)) {
                                dimensions.add(dimension);
                                names.add(name);
                            }
                            labels.add(new Label(name, dimension, dimensions.indexOf(dimension)));
                        });
        return labels;
    }

    private void check(List<Label> labels, List<Figure> figures) {
        for (Figure figure : figures) {
            if (labels.stream().anyMatch(label -> label.name().equals(figure.name()))) {
                throw section.invalid(VALUES, figure.name() + " is in by already; rename one");
            }
            if (figure.formula().isOrdered() && labels.size() != 1) {
                throw section.invalid(
                        keyOf(figure.name()),
                        "goes from one group to the next, so by must name exactly one thing");
            }
        }
    }

    private static List<Aggregate> aggregates(List<Figure> figures) {
        return figures.stream()
                .flatMap(figure -> figure.formula().measures())
                .flatMap(measure -> measure.aggregates().stream())
                .distinct()
                .toList();
    }

    private Map<String, String> counted(
            SummaryScope scope,
            List<String> names,
            List<Dimension> dimensions,
            List<Figure> figures) {
        Map<String, String> counted = new LinkedHashMap<>();
        figures.stream()
                .flatMap(figure -> figure.formula().measures())
                .flatMap(measure -> measure.counted().stream())
                .forEach(
                        column -> {
                            int point = column.indexOf('.');
                            SummaryScope.Named named =
                                    scope.column(
                                            section,
                                            VALUES,
                                            column.substring(0, Math.max(point, 0)),
                                            column.substring(point + 1));
                            if (!Dimension.Plain.takes(named.type())) {
                                throw section.invalid(
                                        VALUES,
                                        "values of %s are %s and cannot be told apart for counting"
                                                .formatted(column, named.type().warehouseType()));
                            }
                            List<Dimension> more = new ArrayList<>(dimensions);
                            more.add(new Dimension.Plain(named.sql(), named.type()));
                            List<String> told = new ArrayList<>(names);
                            told.add(column);
                            counted.put(column, summaries.require(scope, told, more, List.of()));
                        });
        return counted;
    }

    private void checkFormat(Figure figure) {
        String key = section.has("format") ? "format" : "formats";
        if (figure.format().filter(format -> !FORMAT.matcher(format).matches()).isPresent()) {
            throw section.invalid(
                    key,
                    "must be 0, 0.0 and so on, with as many decimals as are shown, perhaps with %"
                            + " behind for hundredths, as in \"0.0 %\"; not "
                            + figure.format().get());
        }
        if (figure.format().isPresent() && figure.formula().kind() != Dimension.Kind.NUMBER) {
            throw section.invalid(key, "is for numbers, and " + figure.name() + " is none");
        }
    }

    /** What is said of figures: of the only one, or by their names. */
    private Map<String, String> ofFigures(String one, String many, Set<String> figures) {
        Map<String, String> said = new LinkedHashMap<>();
        Optional<String> only = section.optionalText(one);
        if (only.isPresent() && figures.size() > 1) {
            throw section.invalid(
                    one, "is that of one figure; give %s, with their names".formatted(many));
        }
        only.ifPresent(word -> figures.forEach(figure -> said.put(figure, word)));
        section.optionalSection(many)
                .ifPresent(
                        declared -> {
                            for (String figure : declared.keys()) {
                                if (!figures.contains(figure)) {
                                    throw declared.invalid(
                                            figure,
                                            "is none of values: " + String.join(", ", figures));
                                }
                                said.put(figure, declared.text(figure));
                            }
                        });
        return said;
    }

    private List<Rank> order(List<Label> labels, List<Figure> figures) {
        List<String> fields = new ArrayList<>();
        labels.forEach(label -> fields.add(label.name()));
        figures.forEach(figure -> fields.add(figure.name()));
        List<Rank> order = new ArrayList<>();
        for (String part : section.optionalText("order").orElse("").split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            if (words[0].isEmpty()) {
                continue;
            }
            String direction = words.length == 1 ? "asc" : words[1];
            if (!fields.contains(words[0])
                    || words.length > 2
                    || !Set.of("asc", "desc").contains(direction)) {
                throw section.invalid(
                        "order",
                        "\"%s\": write one of %s, perhaps followed by desc"
                                .formatted(part.strip(), String.join(", ", fields)));
            }
            order.add(new Rank(fields.indexOf(words[0]), direction.equals("desc")));
        }
        return order;
    }
}
