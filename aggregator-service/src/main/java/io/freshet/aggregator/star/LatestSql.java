package io.freshet.aggregator.star;

import io.freshet.aggregator.star.StarParts.Scope;
import io.freshet.pipeline.JoinDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StarTablesSql;
import java.util.stream.Collectors;

/** Writes statements on a table of latest values. */
final class LatestSql {

    private final StarParts parts;
    private final StarTable.Latest table;
    private final String key;

    LatestSql(StarParts parts, StarTable.Latest table) {
        this.parts = parts;
        this.table = table;
        this.key = table.keyColumn().quoted();
    }

    // Offset 0 keeps each row a lookup in an index, whatever the statistics say.

    /** Brings the table into step. */
    String text() {
        WorkedOut out = new WorkedOut(table.columns(), false);
        String source = parts.given().source();
        return """
        with line as materialized (
         select l.row_key, (%1$s)::%2$s as k from (%3$s) l cross join lateral %4$s),
        touched as materialized (
         select distinct row_key from line%5$s),
        came as materialized (
         select f.source_id, f.row_key, %6$s as problems, %7$s from touched k
         cross join lateral (select * from %8$s t where t.source_id = %9$s
          and t.row_key = k.row_key offset 0) f%10$s%11$s
         where (%1$s) is not null),
        written as (
         insert into %12$s as d (%13$s) select %7$s from came v
         on conflict (%14$s) do update set %15$s
         where row(%16$s) is distinct from row(%17$s) returning *),
        gone as materialized (
         select l.k from line l where not exists (select from %8$s t
          where t.source_id = %9$s and t.row_key = l.row_key offset 0)),
        removed as (
         delete from %12$s d using gone g where d.%14$s = g.k%18$s returning d.*),
        found as (%19$s)
        %20$s%21$s%22$s%23$s\
        """
                .formatted(
                        table.keyColumn().value(),
                        table.keyColumn().type().sql(),
                        parts.lines(table.of(), table, removable()),
                        parts.row(table.of()),
                        throughJoins(),
                        out.problems(),
                        out.names("v"),
                        parts.rows(table.of()),
                        source,
                        table.joined(parts.pipeline()),
                        out.from(),
                        parts.name(table.name()),
                        out.names(),
                        key,
                        out.list(column -> "%1$s = excluded.%1$s".formatted(column.quoted())),
                        out.names("d"),
                        out.names("excluded"),
                        unreferenced(),
                        StarTablesSql.found(source, table.name(), key, "came"),
                        parts.quarantine(table.name(), "touched"),
                        parts.journal("journalled", table, true, "written"),
                        parts.journal("unjournalled", table, false, "removed"),
                        parts.answer(
                                "select '%s', reason, count(*) from refused group by reason"
                                        .formatted(StarPlan.QUARANTINED)));
    }

    /** Names keys that are shown and not held, or the other way round, a few at most. */
    String compare() {
        return """
        select k::text from (
         select %1$s as k from (%2$s) s union all
         select %3$s from %4$s f where f.source_id = %5$s and (%3$s) is not null
          and not exists (select from %6$s d where d.%1$s = %3$s)) k limit %7$d\
        """
                .formatted(
                        key,
                        parts.shownOnly(table.of(), table, removable()),
                        table.keyColumn().value(),
                        parts.rows(table.of()),
                        parts.given().source(),
                        parts.name(table.name()),
                        StarPlan.NAMED);
    }

    /** The rows that go where the row that they stand for does. */
    private String removable() {
        return "(select * from %s d where not %s%s)"
                .formatted(
                        parts.name(table.name()),
                        StarTablesSql.isInferred(parts.given().source(), table.name(), "d." + key),
                        unreferenced());
    }

    // Not in: what is referred to is looked through once, and only where a row is gone.
    private String unreferenced() {
        return parts.star().references(table).stream()
                .map(
                        reference ->
                                " and d.%1$s not in (select h.%2$s from %3$s h where h.%2$s is not null)"
                                        .formatted(
                                                key,
                                                reference.column().quoted(),
                                                parts.name(reference.table().name())))
                .collect(Collectors.joining());
    }

    /** The rows whose columns name something of a joined table that changed; empty for none. */
    private String throughJoins() {
        return parts.scope() == Scope.CHANGED
                ? table.joins().stream()
                        .map(join -> " union " + throughJoin(join))
                        .collect(Collectors.joining())
                : "";
    }

    private String throughJoin(JoinDefinition last) {
        StringBuilder sql = new StringBuilder();
        String reached = "f." + SqlText.quoted(last.key());
        int step = 0;
        for (JoinDefinition join = last; join != null; join = joinTo(join.table())) {
            String child = "c" + ++step;
            sql.append(
                    " join %1$s %2$s on %2$s.source_id = %3$s and %2$s.%4$s = %5$s"
                            .formatted(
                                    SqlText.qualified(parts.pipeline().name(), join.table()),
                                    child,
                                    parts.given().source(),
                                    SqlText.quoted(join.column()),
                                    reached));
            JoinDefinition before = joinTo(join.table());
            reached = before == null ? "" : child + "." + SqlText.quoted(before.key());
        }
        return "select c%d.row_key from (%s) l cross join lateral %s%s"
                .formatted(step, parts.changes(last.parent()), parts.row(last.parent()), sql);
    }

    private JoinDefinition joinTo(String parent) {
        return table.joins().stream()
                .filter(join -> join.parent().equals(parent))
                .findFirst()
                .orElse(null);
    }
}
