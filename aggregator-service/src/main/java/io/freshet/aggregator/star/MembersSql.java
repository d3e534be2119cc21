package io.freshet.aggregator.star;

import io.freshet.pipeline.StarColumn;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StarTablesSql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the common table expressions that add to a star table what versions of a history, called
 * {@code written}, refer to and is not there: placeholders for a row that is not read yet, or the
 * days of a year.
 */
final class MembersSql {

    private final StarParts parts;
    private final StarTable parent;
    private final WorkedOut out;
    private final String key;

    MembersSql(StarParts parts, StarTable parent) {
        this.parts = parts;
        this.parent = parent;
        this.out = new WorkedOut(parent.columns(), false);
        this.key = parent.keyColumn().quoted();
    }

    /** What is added to a table, by the name that the statement has for it. */
    static String added(StarTable parent) {
        return SqlText.quoted("add " + parent.name());
    }

    /**
     * The expressions, each with a comma before it.
     *
     * @param columns the history's columns that refer to the table
     */
    String text(List<StarColumn> columns) {
        String missing =
                """
                select distinct x.k from written w cross join lateral (values %s) x (k)
                 where x.k is not null and not exists (
                  select from %s d where d.%s = x.k offset 0)"""
                        .formatted(
                                columns.stream()
                                        .map(column -> "(w.%s)".formatted(column.quoted()))
                                        .collect(Collectors.joining(", ")),
                                parts.name(parent.name()),
                                key);
        String added = parent instanceof StarTable.Calendar ? days(missing) : placeholders(missing);
        String noted =
                parent instanceof StarTable.Calendar
                        ? ""
                        : ", %s as (%s)\n"
                                .formatted(
                                        SqlText.quoted("note " + parent.name()),
                                        StarTablesSql.infer(
                                                parts.given().source(),
                                                parent.name(),
                                                key,
                                                added(parent)));
        return ", %s as (insert into %s (%s) %s on conflict (%s) do nothing returning *)\n"
                        .formatted(
                                added(parent), parts.name(parent.name()), out.names(), added, key)
                + noted
                + parts.journal("journal " + parent.name(), parent, true, added(parent));
    }

    private String placeholders(String missing) {
        return "select %s from (%s) m"
                .formatted(
                        out.list(
                                column ->
                                        column.name().equals(parent.key())
                                                ? "m.k"
                                                : column.otherwise()
                                                        .orElse("null::" + column.type().sql())),
                        missing);
    }

    /** All days of the years that some days lie in. */
    private String days(String missing) {
        return """
               select %s from (select distinct date_part('year', m.k)::integer as y from (%s) m) m
                cross join lateral generate_series(
                 make_date(m.y, 1, 1)::timestamp, make_date(m.y, 12, 31), '1 day') s (d)
                cross join lateral (select s.d::date as %s) f%s"""
                .formatted(out.names("v"), missing, key, out.from());
    }
}
