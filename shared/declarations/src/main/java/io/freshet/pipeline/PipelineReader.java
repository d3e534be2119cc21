package io.freshet.pipeline;

import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.YamlReader;
import java.io.Reader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a pipeline definition and checks that its parts fit each other. */
public final class PipelineReader {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,58}");
    private static final Pattern CHART_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");
    private static final Set<String> RESERVED_COLUMNS =
            Set.of("source_id", "row_key", "row_digest", "row_time", "rows", "version", "bucket");
    private static final Set<String> RESERVED_PIPELINES = Set.of("freshet", "public", "forage");

    private PipelineReader() {}

    /**
     * Reads a definition.
     *
     * @param origin how complaints name the file
     * @throws io.freshet.yaml.DeclarationException where the definition is not as it must be
     */
    public static PipelineDefinition read(String origin, Reader file) {
        SectionReader top = new SectionReader("", new YamlReader(origin, name -> null).read(file));
        String name = top.text("pipeline");
        if (!IDENTIFIER.matcher(name).matches()
                || RESERVED_PIPELINES.contains(name)
                || name.startsWith("pg_")) {
            throw top.complaint(
                    "pipeline", "must be a lower-case identifier that is not in use, not " + name);
        }
        List<AttributeDefinition> attributes =
                top.namedSections("source-attributes", PipelineReader::readAttribute);
        List<TableDefinition> tables =
                top.namedSections("tables", (table, section) -> readTable(table, section));
        if (tables.isEmpty()) {
            throw top.complaint("tables", "is missing; name at least one table");
        }
        for (TableDefinition table : tables) {
            checkFallbacks(top, table, attributes);
        }
        List<SummaryDefinition> summaries =
                top.namedSections(
                        "summaries", (summary, section) -> readSummary(summary, section, tables));
        for (SummaryDefinition summary : summaries) {
            if (tables.stream().anyMatch(table -> table.name().equals(summary.name()))) {
                throw top.complaint(
                        "summaries", summary.name() + " is a table already; choose another name");
            }
        }
        PipelineDefinition bare =
                new PipelineDefinition(name, attributes, tables, summaries, List.of());
        List<ChartDefinition> charts =
                top.namedSections("charts", (chart, section) -> readChart(chart, section, bare));
        top.end();
        return new PipelineDefinition(name, attributes, tables, summaries, charts);
    }

    private static AttributeDefinition readAttribute(String name, SectionReader section) {
        if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
            throw section.complaint("name", "must be lower-case letters, digits and dashes");
        }
        return new AttributeDefinition(name, pattern(section, "pattern", ".*"));
    }

    private static TableDefinition readTable(String name, SectionReader section) {
        checkIdentifier(section, "name", name);
        String key = section.text("key");
        Optional<String> time = section.optionalText("time");
        String schema = section.optionalText("schema").orElse("public");
        Set<String> missing = new LinkedHashSet<>(section.texts("missing"));
        List<ColumnDefinition> columns =
                section.namedSections("columns", PipelineReader::readColumn);
        if (columns.isEmpty()) {
            throw section.complaint("columns", "is missing; name at least one column");
        }
        return new TableDefinition(name, schema, key, time, Set.copyOf(missing), columns);
    }

    private static ColumnDefinition readColumn(String name, SectionReader section) {
        checkIdentifier(section, "name", name);
        if (RESERVED_COLUMNS.contains(name)) {
            throw section.complaint(name, "is a name that the warehouse table uses itself");
        }
        Optional<String> sourceType = section.optionalText("source-type");
        String type = section.text("type");
        ColumnMeaning meaning =
                switch (type) {
                    case "decimal" -> new ColumnMeaning.Decimal();
                    case "text" -> new ColumnMeaning.Text();
                    case "code" ->
                            new ColumnMeaning.Code(
                                    pattern(section, "pattern", "\\S+"),
                                    section.optionalText("otherwise"));
                    default ->
                            throw section.complaint(
                                    "type", "must be decimal, text or code, not " + type);
                };
        return new ColumnDefinition(name, meaning, sourceType);
    }

    private static void checkFallbacks(
            SectionReader top, TableDefinition table, List<AttributeDefinition> attributes) {
        for (ColumnDefinition column : table.columns()) {
            if (column.meaning() instanceof ColumnMeaning.Code code
                    && code.otherwise().isPresent()
                    && attributes.stream()
                            .noneMatch(a -> a.name().equals(code.otherwise().get()))) {
                throw top.complaint(
                        "tables." + table.name() + ".columns." + column.name() + ".otherwise",
                        "must be one of source-attributes, not " + code.otherwise().get());
            }
        }
    }

    private static SummaryDefinition readSummary(
            String name, SectionReader section, List<TableDefinition> tables) {
        checkIdentifier(section, "name", name);
        String tableName = section.text("table");
        TableDefinition table =
                tables.stream()
                        .filter(candidate -> candidate.name().equals(tableName))
                        .findFirst()
                        .orElseThrow(
                                () -> section.complaint("table", "there is no table " + tableName));
        List<String> sums = List.copyOf(section.texts("sum"));
        for (String sum : sums) {
            if (!(columnOf(section, "sum", table, sum).meaning()
                    instanceof ColumnMeaning.Decimal)) {
                throw section.complaint("sum", sum + " is no decimal column");
            }
        }
        return new SummaryDefinition(name, tableName, readGrouping(section, table), sums);
    }

    private static Grouping readGrouping(SectionReader section, TableDefinition table) {
        boolean byColumn = section.has("group-by");
        if (byColumn == section.has("time-bucket")) {
            throw section.complaint("group-by", "give either group-by or time-bucket");
        }
        if (byColumn) {
            String column = section.text("group-by");
            if (columnOf(section, "group-by", table, column).meaning()
                    instanceof ColumnMeaning.Decimal) {
                throw section.complaint("group-by", column + " is a number; group by a code");
            }
            return new Grouping.ByColumn(column);
        }
        Duration bucket =
                section.duration(
                        "time-bucket",
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofMinutes(15));
        if (Duration.ofHours(1).toSeconds() % bucket.toSeconds() != 0
                || bucket.toSecondsPart() != 0) {
            throw section.complaint("time-bucket", "must divide an hour, as 15m does");
        }
        return new Grouping.ByTime((int) bucket.toMinutes());
    }

    private static ChartDefinition readChart(
            String name, SectionReader section, PipelineDefinition pipeline) {
        if (!CHART_NAME.matcher(name).matches()) {
            throw section.complaint("name", "must be lower-case letters, digits and dashes");
        }
        String description = section.optionalText("description").orElse(name);
        String summaryName = section.text("summary");
        SummaryDefinition summary =
                pipeline.summaries().stream()
                        .filter(candidate -> candidate.name().equals(summaryName))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        section.complaint(
                                                "summary", "there is no summary " + summaryName));
        return new ChartDefinition(
                name,
                description,
                summaryName,
                new ChartShapeReader(section, summary, pipeline).read());
    }

    static ColumnDefinition columnOf(
            SectionReader section, String key, TableDefinition table, String column) {
        return table.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow(
                        () ->
                                section.complaint(
                                        key,
                                        "table %s has no column %s"
                                                .formatted(table.name(), column)));
    }

    static Pattern pattern(SectionReader section, String key, String otherwise) {
        String text = section.optionalText(key).orElse(otherwise);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw section.complaint(key, "is no regular expression: " + e.getDescription());
        }
    }

    private static void checkIdentifier(SectionReader section, String key, String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw section.complaint(
                    key, name + " must be lower-case letters, digits and underscores");
        }
    }
}
