package io.freshet.aggregator.star;

import io.freshet.pipeline.StarColumn;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StarTablesSql;
import java.util.List;
import java.util.stream.Collectors;

/** Writes statements on a history. */
final class HistorySql {

    private final StarParts parts;
    private final StarTable.History table;
    private final String version;
    private final List<StarTable> parents;

    HistorySql(StarParts parts, StarTable.History table) {
        this.parts = parts;
        this.table = table;
        this.version = SqlText.quoted(table.version());
        this.parents =
                parts.star().tables().stream()
                        .filter(parent -> !referring(parent).isEmpty())
                        .toList();
    }

    /** Adds what is new to the history, and to what it refers to. */
    String text() {
        WorkedOut out = new WorkedOut(table.columns(), true);
        return """
        with line as materialized (
         select *, row_number() over (partition by row_key order by change_id) as n from (%1$s) c),
        taken as materialized (
         select l.*, (%2$s)::%3$s as k from line l cross join lateral %4$s where l.n = %5$s),
        came as materialized (
         select %6$s as source_id, l.row_key, %7$s as problems, %8$s from taken l
         cross join lateral %4$s%9$s where l.present),
        written as (
         insert into %10$s (%11$s) select %12$s from came c
          left join lateral %13$s w on true
         where c.problems is null and (w.%14$s is null or w."is gone"
          or row(%12$s) is distinct from row(%15$s)) returning *),
        removed as (
         insert into %16$s (%14$s) select w.%14$s from taken l cross join lateral %17$s w
         where not l.present and not w."is gone" returning *)
        %18$s%19$s%20$s%21$s%22$s\
        """
                .formatted(
                        parts.lines(table.of(), table, parts.name(table.current())),
                        table.keyColumn().value(),
                        table.keyColumn().type().sql(),
                        parts.row(table.of()),
                        parts.given().round(),
                        parts.given().source(),
                        out.problems(),
                        out.names("v"),
                        out.from(),
                        parts.name(table.name()),
                        out.names(),
                        out.names("c"),
                        newestOf("c." + table.keyColumn().quoted()),
                        version,
                        out.names("w"),
                        parts.name(table.deleted()),
                        newestOf("l.k"),
                        parts.quarantine(table.name(), "taken"),
                        parts.journal("journalled", table.name(), true, "r." + version, "written"),
                        parts.journal(
                                "unjournalled", table.deleted(), true, "r." + version, "removed"),
                        parents.stream()
                                .map(
                                        parent ->
                                                new MembersSql(parts, parent)
                                                        .text(referring(parent)))
                                .collect(Collectors.joining()),
                        parts.answer(told()));
    }

    /** The newest version of a row, and whether it was deleted after that. */
    private String newestOf(String key) {
        return """
               (select t.*, exists (select from %1$s g where g.%2$s = t.%2$s) as "is gone"
                 from %3$s t where t.%4$s = %5$s order by t.%2$s desc limit 1)"""
                .formatted(
                        parts.name(table.deleted()),
                        version,
                        parts.name(table.name()),
                        table.keyColumn().quoted(),
                        key);
    }

    private String told() {
        String inferred =
                parents.stream()
                        .filter(StarTable.Latest.class::isInstance)
                        .map(
                                parent ->
                                        " union all select '%s', %s, count(*) from %s"
                                                .formatted(
                                                        StarPlan.INFERRED,
                                                        SqlText.literal(parent.name()),
                                                        MembersSql.added(parent)))
                        .collect(Collectors.joining());
        return """
               select '%s', reason, count(*) from refused group by reason
               union all select '%s', '', count(*) from line where n = %s + 1%s"""
                .formatted(StarPlan.QUARANTINED, StarPlan.MORE, parts.given().round(), inferred);
    }

    /** Names keys that are shown and not held, or the other way round, a few at most. */
    String compare() {
        return """
        select k::text from (
         select %1$s as k from (%2$s) s union all
         select %3$s from %4$s f where f.source_id = %5$s
          and not exists (select from %6$s d where d.%1$s = %3$s) and not %7$s) k limit %8$d\
        """
                .formatted(
                        table.keyColumn().quoted(),
                        parts.shownOnly(table.of(), table, parts.name(table.current())),
                        table.keyColumn().value(),
                        parts.rows(table.of()),
                        parts.given().source(),
                        parts.name(table.name()),
                        StarTablesSql.isSetAside(parts.given().source(), table.name(), "f.row_key"),
                        StarPlan.NAMED);
    }

    private List<StarColumn> referring(StarTable parent) {
        return table.columns().stream()
                .filter(column -> column.references().filter(parent.name()::equals).isPresent())
                .toList();
    }
}
