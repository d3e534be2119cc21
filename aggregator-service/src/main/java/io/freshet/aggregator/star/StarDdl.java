package io.freshet.aggregator.star;

import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarColumn;
import io.freshet.pipeline.StarDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.JournalSql;
import io.freshet.warehouse.layout.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the statements that make star tables, and add columns to them. */
public final class StarDdl {

    private final PipelineDefinition pipeline;
    private final StarDefinition star;

    /**
     * @param pipeline has a star schema
     */
    public StarDdl(PipelineDefinition pipeline) {
        this.pipeline = pipeline;
        this.star = pipeline.star().orElseThrow();
    }

    /** Makes what works columns out anew. */
    public List<String> functions(StarTable table) {
        return table.columns().stream()
                .flatMap(column -> column.function().stream())
                .flatMap(StarDdl::function)
                .toList();
    }

    private static Stream<String> function(DerivedColumn work) {
        return Stream.of(work.dropFunction(), work.createFunction(), work.tryFunction());
    }

    /** Makes a table, and after it what belongs to it but {@link #views}. */
    public List<String> create(StarTable table) {
        List<String> statements = new ArrayList<>();
        String columns =
                table.columns().stream()
                        .map(column -> column.declaration() + reference(column))
                        .collect(Collectors.joining(", "));
        if (table instanceof StarTable.History history) {
            String version = SqlText.quoted(history.version());
            statements.add(
                    "create table %s (%s serial primary key, %s)"
                            .formatted(name(table.name()), version, columns));
            statements.add(
                    "create index on %s (%s, %s desc)"
                            .formatted(name(table.name()), table.keyColumn().quoted(), version));
            statements.add(
                    "create table %s (%2$s integer primary key references %3$s (%2$s), deleted_at timestamptz not null default now())"
                            .formatted(name(history.deleted()), version, name(table.name())));
        } else {
            statements.add(
                    "create table %s (%s, primary key (%s))"
                            .formatted(name(table.name()), columns, table.keyColumn().quoted()));
        }
        return statements;
    }

    private String reference(StarColumn column) {
        return column.references()
                .map(
                        to ->
                                " references %s (%s)"
                                        .formatted(name(to), star.table(to).keyColumn().quoted()))
                .orElse("");
    }

    /** Makes the views of a table, or makes them show columns that were added. */
    public List<String> views(StarTable table) {
        List<String> views = new ArrayList<>();
        if (table instanceof StarTable.History history) {
            views.add(
                    """
                    create or replace view %1$s as select h.* from %2$s h
                     where not exists (select from %2$s n where n.%3$s = h.%3$s and n.%4$s > h.%4$s)
                     and not exists (select from %5$s d where d.%4$s = h.%4$s)"""
                            .formatted(
                                    name(history.current()),
                                    name(table.name()),
                                    table.keyColumn().quoted(),
                                    SqlText.quoted(history.version()),
                                    name(history.deleted())));
            history.view()
                    .ifPresent(
                            view ->
                                    views.add(
                                            "create or replace view %s as select * from %s"
                                                    .formatted(name(view), name(table.name()))));
        }
        return views;
    }

    /** Adds columns to a table; the rows that are there have placeholders in them, or nothing. */
    public String add(StarTable table, List<StarColumn> columns) {
        return "alter table %s %s"
                .formatted(
                        name(table.name()),
                        columns.stream()
                                .map(
                                        column ->
                                                "add column "
                                                        + column.declaration()
                                                        + column.otherwise()
                                                                .map(" default "::concat)
                                                                .orElse("")
                                                        + reference(column))
                                .collect(Collectors.joining(", ")));
    }

    /** Gives added columns of the newest versions of rows that are held what these say. */
    public String fill(StarTable.History table, List<StarColumn> columns, StarArguments given) {
        WorkedOut out = new WorkedOut(table.columns(), true);
        String version = SqlText.quoted(table.version());
        return """
        with came as (
         select %1$s as problems, v.* from %2$s f%3$s where f.source_id = %4$s),
        filled as (
         update %5$s h set %6$s from came c
          where c.problems is null and h.%7$s = c.%7$s
           and h.%8$s = (select max(%8$s) from %5$s n where n.%7$s = c.%7$s) returning h.*)
        %9$s\
        """
                .formatted(
                        out.problems(),
                        SqlText.qualified(pipeline.name(), table.of()),
                        out.from(),
                        given.source(),
                        name(table.name()),
                        columns.stream()
                                .map(column -> "%1$s = c.%1$s".formatted(column.quoted()))
                                .collect(Collectors.joining(", ")),
                        table.keyColumn().quoted(),
                        version,
                        JournalSql.insert(
                                JournalSql.processed(
                                        given.source(),
                                        given.version(),
                                        table.name(),
                                        true,
                                        "r." + version,
                                        "filled")));
    }

    /** Journals all that a star table holds, and what is beside it; nothing of one not declared. */
    public List<String> journal(String table, StarArguments given) {
        return star.tables().stream()
                .filter(known -> known.name().equals(table))
                .flatMap(
                        known ->
                                known instanceof StarTable.History history
                                        ? Stream.of(history.name(), history.deleted())
                                                .map(
                                                        name ->
                                                                journal(
                                                                        name,
                                                                        history.version(),
                                                                        given))
                                        : Stream.of(journal(known.name(), wholeKey(known), given)))
                .toList();
    }

    private static String wholeKey(StarTable table) {
        return table.keyColumn().type().sql().matches("integer|bigint") ? table.key() : null;
    }

    private String journal(String table, String key, StarArguments given) {
        return JournalSql.insert(
                JournalSql.processed(
                        given.source(),
                        given.version(),
                        table,
                        true,
                        key == null ? null : "r." + SqlText.quoted(key),
                        name(table)));
    }

    private String name(String table) {
        return SqlText.qualified(star.schema(), table);
    }
}
