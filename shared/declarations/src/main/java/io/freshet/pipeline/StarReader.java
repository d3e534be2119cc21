package io.freshet.pipeline;

import io.freshet.pipeline.StarColumnReader.Role;
import io.freshet.warehouse.layout.FreshetTables;
import io.freshet.yaml.SectionReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the star schema that is made of a pipeline's rows. */
final class StarReader {

    static final String SECTION = "warehouse";

    private static final String KEY = "key";
    private static final Set<String> RESERVED = Set.of(FreshetTables.SCHEMA, "public");

    private final PipelineDefinition pipeline;
    private final Set<String> names = new HashSet<>();

    /**
     * @param pipeline has the tables and joins
     */
    StarReader(PipelineDefinition pipeline) {
        this.pipeline = pipeline;
        pipeline.tables().forEach(table -> names.add(table.name()));
        pipeline.summaries().forEach(summary -> names.add(summary.name()));
    }

    StarDefinition read(SectionReader section) {
        String schema = section.text("schema");
        if (!StarKeys.NAME.takes(schema)
                || RESERVED.contains(schema)
                || schema.equals(pipeline.name())
                || schema.startsWith("pg_")) {
            throw section.invalid(
                    "schema",
                    "must be a lower-case identifier of at most 50 characters that is neither the pipeline's name nor in use, not "
                            + schema);
        }
        List<StarTable> tables = section.namedSections("tables", this::table);
        if (tables.isEmpty()) {
            throw section.invalid("tables", "is missing; name at least one table");
        }
        section.end();
        StarDefinition star = new StarDefinition(schema, tables);
        star.all(StarTable.History.class)
                .forEach(
                        table ->
                                table.columns()
                                        .forEach(column -> check(section, star, table, column)));
        return star;
    }

    private static void check(
            SectionReader section, StarDefinition star, StarTable table, StarColumn column) {
        column.references()
                .ifPresent(
                        name -> {
                            String key =
                                    "tables.%s.columns.%s.%s"
                                            .formatted(
                                                    table.name(),
                                                    column.name(),
                                                    StarColumnReader.REFERENCES);
                            StarTable to =
                                    star.tables().stream()
                                            .filter(found -> found.name().equals(name))
                                            .filter(found -> !(found instanceof StarTable.History))
                                            .findFirst()
                                            .orElseThrow(
                                                    () ->
                                                            section.invalid(
                                                                    key,
                                                                    "there is no table %s of latest values or of days here"
                                                                            .formatted(name)));
                            if (!to.keyColumn().type().equals(column.type())) {
                                throw section.invalid(
                                        key,
                                        "%s is %s, but %s is %s; declare both alike"
                                                .formatted(
                                                        column.name(),
                                                        column.type().sql(),
                                                        to.key(),
                                                        to.keyColumn().type().sql()));
                            }
                        });
    }

    private StarTable table(String name, SectionReader section) {
        take(section, "name", name);
        if (section.has("calendar")) {
            return calendar(name, section);
        }
        String of = section.text("of");
        TableDefinition table = PipelineReader.tableOf(section, "of", pipeline.tables(), of);
        String key = section.text(KEY);
        Optional<String> version = section.optionalText("version");
        SummaryScope scope = new SummaryScope(pipeline, table);
        StarColumnReader reader = new StarColumnReader(pipeline.name(), name);
        List<StarColumn> columns =
                section.namedSections(
                        "columns",
                        (column, part) ->
                                reader.read(
                                        column,
                                        part,
                                        new StarScope(part, scope, version.isEmpty()),
                                        role(version, column.equals(key))));
        checkKey(section, table, key, columns);
        if (version.isEmpty()) {
            return new StarTable.Latest(name, of, key, columns, scope.joins());
        }
        return history(name, section, table, key, version.get(), columns);
    }

    private static Role role(Optional<String> version, boolean key) {
        return version.isPresent() ? Role.OF_HISTORY : key ? Role.KEY : Role.OF_LATEST;
    }

    private StarTable history(
            String name,
            SectionReader section,
            TableDefinition table,
            String key,
            String version,
            List<StarColumn> columns) {
        StarColumnReader.checkName(section, "version", version);
        if (columns.stream().anyMatch(column -> column.name().equals(version))) {
            throw section.invalid(
                    "version", version + " is a column, too; it is numbered and has no value");
        }
        if (table.derivation().where().isPresent()) {
            throw section.invalid(
                    "of",
                    "%s has a filter (where), and a history shows every row; leave one out"
                            .formatted(table.name()));
        }
        Optional<String> view = section.optionalText("view");
        view.ifPresent(other -> take(section, "view", other));
        StarTable.History history =
                new StarTable.History(name, table.name(), key, version, view, columns);
        take(section, "name", history.current());
        take(section, "name", history.deleted());
        return history;
    }

    private StarTable calendar(String name, SectionReader section) {
        String day = section.text("calendar");
        StarColumnReader reader = new StarColumnReader(pipeline.name(), name);
        List<StarColumn> columns =
                section.namedSections(
                        "columns",
                        (column, part) ->
                                reader.read(column, part, new DayScope(part, day), Role.OF_DAY));
        if (columns.stream()
                .noneMatch(
                        column ->
                                column.name().equals(day)
                                        && column.function().isEmpty()
                                        && column.type().sql().equals("date"))) {
            throw section.invalid("calendar", day + " must be one of the columns, of type date");
        }
        return new StarTable.Calendar(name, day, columns);
    }

    private static void checkKey(
            SectionReader section, TableDefinition table, String key, List<StarColumn> columns) {
        boolean whole = table.key().size() == 1;
        String held = SummedRows.column(whole ? table.heldKey() : "");
        boolean fits =
                whole
                        && columns.stream()
                                .filter(column -> column.name().equals(key))
                                .anyMatch(
                                        column ->
                                                column.function().isEmpty()
                                                        && !column.optional()
                                                        && column.inputs()
                                                                .get(0)
                                                                .column()
                                                                .equals(held));
        if (!fits) {
            throw section.invalid(
                    KEY,
                    "%s must be one of the columns, not null, and hold the key of %s as it is: %s, one column"
                            .formatted(key, table.name(), table.keyNames()));
        }
    }

    private void take(SectionReader section, String key, String name) {
        if (!name.endsWith("_current") && !name.endsWith("_deleted")) {
            StarColumnReader.checkName(section, key, name);
        }
        if (!names.add(name)) {
            throw section.invalid(
                    key, name + " is the name of another table already; choose another one");
        }
    }
}
