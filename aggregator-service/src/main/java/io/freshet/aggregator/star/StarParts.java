package io.freshet.aggregator.star;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.JournalSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StarTablesSql;

/**
 * Parts that statements on star tables share.
 *
 * @param pipeline has a star schema
 * @param given for which source they run
 * @param scope which rows are taken to have changed
 */
record StarParts(PipelineDefinition pipeline, StarArguments given, Scope scope) {

    /** Which rows are taken to have changed. */
    enum Scope {
        /** Those of which the journal says so for the transaction. */
        CHANGED,
        /** All that are held. */
        HELD,
        /** All that are held, and those that star tables show and are not held. */
        ALL
    }

    StarDefinition star() {
        return pipeline.star().orElseThrow();
    }

    /** A star table, or what is beside it, in SQL. */
    String name(String table) {
        return SqlText.qualified(star().schema(), table);
    }

    /** The rows of a pipeline's table that count, as a statement says it before a name. */
    String rows(String table) {
        return pipeline.counted(table, SqlText.qualified(pipeline.name(), table));
    }

    /**
     * What became of rows of a table, in the form of {@link JournalSql#changes}.
     *
     * @param shown the star table that shows them
     * @param current its rows that there are
     */
    String lines(String table, StarTable shown, String current) {
        return switch (scope) {
            case CHANGED ->
                    setsAside(table) ? JournalSql.asideAsGone(changes(table)) : changes(table);
            case HELD -> held(table);
            case ALL -> held(table) + " union all " + vanished(table, shown, current);
        };
    }

    private String held(String table) {
        String held = JournalSql.held(pipeline.name(), table, given.source());
        return setsAside(table) ? JournalSql.withoutAside(held) : held;
    }

    private boolean setsAside(String table) {
        return pipeline.table(table).derivation().aside();
    }

    /** What a transaction did to rows of a table. */
    String changes(String table) {
        return JournalSql.changes(table, given.source(), given.version());
    }

    private String vanished(String table, StarTable shown, String current) {
        TableDefinition held = pipeline.table(table);
        String key = shown.keyColumn().quoted();
        return """
               select %1$s, false, jsonb_build_object(%2$s, c.%3$s), 0 from (%4$s) c"""
                .formatted(
                        held.home() == Home.INTEGER
                                ? "c." + key + "::bigint"
                                : "- row_number() over ()",
                        SqlText.literal(held.heldKey()),
                        key,
                        shownOnly(table, shown, current));
    }

    /** The keys of a star table's rows that are not held, once the table was read to its end. */
    String shownOnly(String table, StarTable shown, String current) {
        return """
               select c.%1$s from %2$s c where %3$s
                and not exists (select from %4$s t where t.source_id = %5$s and t.%6$s = c.%1$s)"""
                .formatted(
                        shown.keyColumn().quoted(),
                        current,
                        StarTablesSql.isRead(given.source(), table),
                        rows(table),
                        given.source(),
                        SqlText.quoted(pipeline.table(table).heldKey()));
    }

    /** A row as the journal has it, under the name f. */
    String row(String table) {
        return JournalSql.row(pipeline.name(), table, "l", given.source());
    }

    /**
     * Common table expressions {@code released} and {@code refused}: what is wrong with rows called
     * {@code came} is set aside, and nothing else of some rows.
     *
     * @param rows has their keys
     */
    String quarantine(String table, String rows) {
        String problem =
                """
                , problem as materialized (
                 select c.source_id, c.row_key, p ->> 0 as c, p ->> 1 as v, p ->> 2 as r
                 from came c cross join lateral jsonb_array_elements(c.problems) p)
                """;
        String released =
                QuarantineSql.release(
                        table,
                        "(select %s as source_id, row_key from %s) r"
                                .formatted(given.source(), rows),
                        "not exists (select from problem p where p.row_key = q.row_key"
                                + " and p.c = q.column_name)");
        String refused =
                QuarantineSql.insert(
                        "select p.source_id, %s, p.row_key, p.c, p.v, p.r from problem p"
                                .formatted(SqlText.literal(table)));
        return problem + ", released as (%s)\n, refused as (%s)\n".formatted(released, refused);
    }

    /** Journals rows of a star table. */
    String journal(String what, StarTable table, boolean present, String rows) {
        boolean whole = table.keyColumn().type().sql().matches("integer|bigint");
        return journal(
                what,
                table.name(),
                present,
                whole ? "r." + table.keyColumn().quoted() : null,
                rows);
    }

    /** Journals rows of what is beside a star table. */
    String journal(String what, String table, boolean present, String key, String rows) {
        return JournalSql.writing(
                SqlText.quoted(what),
                JournalSql.processed(given.source(), given.version(), table, present, key, rows));
    }

    /** What the statement answers at its end. */
    String answer(String told) {
        return scope == Scope.ALL
                ? "select (select count(*) from written) + (select count(*) from removed)"
                : told;
    }
}
