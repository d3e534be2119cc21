package io.freshet.grants;

import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL that lets a source's role read what its pipeline names, and nothing else. */
public final class SourceGrants {

    private SourceGrants() {}

    /** The statements, each on a line of its own, with comments between. */
    public static List<String> statements(SourceConfig source, PipelineDefinition pipeline) {
        String role = SqlText.quoted(source.username());
        List<String> lines = new ArrayList<>();
        lines.add(
                "-- ---- source %s, %s: as the owner of its tables"
                        .formatted(source.name(), source.url()));
        lines.add(
                "do $$ begin if not exists (select from pg_roles where rolname = %s) then create role %s login; end if; end $$;"
                        .formatted(SqlText.literal(source.username()), role));
        lines.add("-- then give it its password: \\password " + source.username());
        lines.add(
                "grant connect on database %s to %s;"
                        .formatted(SqlText.quoted(source.url().database()), role));
        List<TableDefinition> tables =
                pipeline.tables().stream().filter(table -> table.origin().isSource()).toList();
        tables.stream()
                .map(table -> table.relation().schema())
                .distinct()
                .forEach(
                        schema ->
                                lines.add(
                                        "grant usage on schema %s to %s;"
                                                .formatted(SqlText.quoted(schema), role)));
        for (TableDefinition table : tables) {
            lines.add(
                    "grant select%s on %s to %s;"
                            .formatted(columns(table), table.relation().sql(), role));
            table.time()
                    .ifPresent(
                            time ->
                                    lines.add(
                                            "-- where the table has it: grant select (%s) on %s to %s;"
                                                    .formatted(
                                                            SqlText.quoted(time),
                                                            table.relation().sql(),
                                                            role)));
            lines.add(
                    "-- where track_commit_timestamp = on: grant select (xmin) on %s to %s;"
                            .formatted(table.relation().sql(), role));
        }
        return lines;
    }

    /** What is read of a table, in brackets; nothing where that is all of it. */
    private static String columns(TableDefinition table) {
        if (table.contract().readsFurther()) {
            return "";
        }
        Set<String> columns = new LinkedHashSet<>();
        table.key().stream().map(KeyColumn::source).forEach(columns::add);
        table.columns().forEach(column -> columns.add(column.source()));
        return columns.stream().map(SqlText::quoted).collect(Collectors.joining(", ", " (", ")"));
    }
}
