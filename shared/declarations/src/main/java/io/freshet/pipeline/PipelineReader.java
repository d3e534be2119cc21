package io.freshet.pipeline;

import io.freshet.warehouse.layout.FreshetTables;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblems;
import io.freshet.yaml.Location;
import io.freshet.yaml.NearestWord;
import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import io.freshet.yaml.YamlReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a pipeline definition and checks that its parts fit each other. */
public final class PipelineReader {

    private static final String HERE = ".";
    private static final Set<String> RESERVED_PIPELINES =
            Set.of(FreshetTables.SCHEMA, "public", "forage");

    private final String origin;
    private final DeclarationProblems problems;

    private PipelineReader(String origin, DeclarationProblems problems) {
        this.origin = origin;
        this.problems = problems;
    }

    /**
     * Reads a definition.
     *
     * @param origin how errors name the file
     * @throws DeclarationException where the definition is not as it must be
     */
    public static PipelineDefinition read(String origin, Reader file) {
        DeclarationProblems problems = new DeclarationProblems();
        return problems.complete(
                () -> {
                    String text = textOf(origin, file);
                    Yaml.Section read =
                            new YamlReader(origin, name -> null, problems)
                                    .read(new StringReader(text));
                    return new PipelineReader(origin, problems)
                            .read(new SectionReader("", DefinitionKeys.ALL, read, problems), text);
                });
    }

    private static String textOf(String origin, Reader file) {
        StringWriter text = new StringWriter();
        try {
            file.transferTo(text);
        } catch (IOException e) {
            throw new DeclarationException(new Location(origin, 0), "not readable as YAML: " + e);
        }
        return text.toString();
    }

    private PipelineDefinition read(SectionReader top, String text) {
        String name = top.text("pipeline");
        if (!DefinitionKeys.IDENTIFIER.takes(name)
                || RESERVED_PIPELINES.contains(name)
                || name.startsWith("pg_")) {
            throw top.invalid(
                    "pipeline", "must be a lower-case identifier that is not in use, not " + name);
        }
        String path = top.optionalText("path").orElse(name);
        List<AttributeDefinition> attributes =
                top.namedSections("source-attributes", PipelineReader::readAttribute);
        List<TableDefinition> tables =
                top.namedSections(
                        "tables",
                        (table, section) -> new TableReader(origin, name, table, section).read());
        if (tables.isEmpty()) {
            throw top.invalid("tables", "is missing; name at least one table");
        }
        for (TableDefinition table : tables) {
            checkFallbacks(top, table, attributes);
        }
        boolean tablesAreWell = problems.isEmpty();
        List<SummaryDefinition> summaries =
                top.namedSections(
                        "summaries", (summary, section) -> readSummary(summary, section, tables));
        for (SummaryDefinition summary : summaries) {
            if (tables.stream().anyMatch(table -> table.name().equals(summary.name()))) {
                throw top.invalid(
                        "summaries", summary.name() + " is a table already; choose another name");
            }
        }
        List<JoinDefinition> joins = joins(top, tables, tablesAreWell);
        PipelineDefinition bare =
                new PipelineDefinition(
                        name,
                        path.equals(HERE) ? "" : path,
                        attributes,
                        tables,
                        joins,
                        summaries,
                        List.of(),
                        top.flag("archive"),
                        Optional.empty(),
                        text);
        DerivedSummaries derived = new DerivedSummaries();
        List<ChartDefinition> charts =
                top.namedSections(
                        "charts", (chart, section) -> readChart(chart, section, bare, derived));
        Optional<StarDefinition> star =
                top.optionalSection(StarReader.SECTION)
                        .map(section -> new StarReader(bare).read(section));
        top.end();
        List<SummaryDefinition> all = new ArrayList<>(summaries);
        all.addAll(derived.all());
        return new PipelineDefinition(
                name,
                bare.path(),
                attributes,
                tables,
                joins,
                all,
                charts,
                bare.archived(),
                star,
                text);
    }

    /** Where a table could not be read, joins cannot be judged, nor charts that may need them. */
    private List<JoinDefinition> joins(
            SectionReader top, List<TableDefinition> tables, boolean tablesAreWell) {
        try {
            return new JoinsReader(top, tables).read();
        } catch (DeclarationException e) {
            throw tablesAreWell ? e : DeclarationException.followingFromAnother();
        }
    }

    private static AttributeDefinition readAttribute(String name, SectionReader section) {
        return new AttributeDefinition(name, pattern(section, "pattern"));
    }

    private static void checkFallbacks(
            SectionReader top, TableDefinition table, List<AttributeDefinition> attributes) {
        for (ColumnDefinition column : table.columns()) {
            column.type()
                    .defaultAttribute()
                    .filter(name -> attributes.stream().noneMatch(a -> a.name().equals(name)))
                    .ifPresent(
                            name -> {
                                throw top.invalid(
                                        "tables.%s.columns.%s.otherwise"
                                                .formatted(table.name(), column.name()),
                                        "must be one of source-attributes, not " + name);
                            });
        }
    }

    private static SummaryDefinition readSummary(
            String name, SectionReader section, List<TableDefinition> tables) {
        TableDefinition table = tableOf(section, "table", tables, section.text("table"));
        List<Aggregate> aggregates = Aggregate.read(section, table);
        return new SummaryDefinition(name, table.name(), Grouping.read(section, table), aggregates);
    }

    private static ChartDefinition readChart(
            String name,
            SectionReader section,
            PipelineDefinition pipeline,
            DerivedSummaries derived) {
        String description = section.optionalText("description").orElse(name);
        Optional<String> address = ChartAddress.read(section);
        if (section.has(BreakdownReader.VALUE) || section.has(BreakdownReader.VALUES)) {
            BreakdownReader.Read read = new BreakdownReader(section, pipeline, derived).read();
            return new ChartDefinition(
                    name,
                    description,
                    read.summary(),
                    new ChartShape.Values(read.shape()),
                    address);
        }
        if (section.has(RowListReader.ROWS)) {
            RowList list = new RowListReader(section, pipeline).read();
            return new ChartDefinition(name, description, "", new ChartShape.Rows(list), address);
        }
        String summaryName = section.text("summary");
        SummaryDefinition summary =
                pipeline.summaries().stream()
                        .filter(candidate -> candidate.name().equals(summaryName))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        section.invalid(
                                                "summary",
                                                "there is no summary %s%s"
                                                        .formatted(
                                                                summaryName,
                                                                NearestWord.hint(
                                                                        summaryName,
                                                                        pipeline
                                                                                .summaries()
                                                                                .stream()
                                                                                .map(
                                                                                        SummaryDefinition
                                                                                                ::name)
                                                                                .toList()))));
        return new ChartDefinition(
                name,
                description,
                summaryName,
                ChartShape.read(new ChartSection(section, summary, pipeline)),
                address);
    }

    /** Refuses names that a column of the warehouse's table cannot have. */
    static void checkColumnName(SectionReader section, String key, String name) {
        checkIdentifier(section, key, name);
        if (SummaryColumns.reserved().contains(name)) {
            throw section.invalid(name, "is a name that the warehouse table uses itself");
        }
    }

    /** The table of a name that a key says; refuses what is none. */
    static TableDefinition tableOf(
            SectionReader section, String key, List<TableDefinition> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                section.invalid(
                                        key,
                                        "there is no table %s%s"
                                                .formatted(
                                                        name,
                                                        NearestWord.hint(name, names(tables)))));
    }

    private static List<String> names(List<TableDefinition> tables) {
        return tables.stream().map(TableDefinition::name).toList();
    }

    static ColumnType columnOf(
            SectionReader section, String key, TableDefinition table, String column) {
        return table.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(ColumnDefinition::type)
                .findFirst()
                .or(() -> table.derived(column).map(DerivedColumn::columnType))
                .orElseThrow(
                        () ->
                                section.invalid(
                                        key,
                                        "table %s has no column %s%s"
                                                .formatted(
                                                        table.name(),
                                                        column,
                                                        NearestWord.hint(
                                                                column, table.columnNames()))));
    }

    static Pattern pattern(SectionReader section, String key) {
        String text = section.text(key);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw section.invalid(key, "is no regular expression: " + e.getDescription());
        }
    }

    /** Refuses what is no lower-case identifier. */
    private static void checkIdentifier(SectionReader section, String key, String name) {
        if (!DefinitionKeys.IDENTIFIER.takes(name)) {
            throw section.invalid(
                    key, "must be %s, not %s".formatted(DefinitionKeys.IDENTIFIER.allowed(), name));
        }
    }
}
