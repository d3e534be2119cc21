package io.freshet.aggregator.star;

import io.freshet.pipeline.JoinDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarColumn;
import io.freshet.pipeline.StarDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.warehouse.layout.InferredSql;
import io.freshet.warehouse.layout.JournalSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the statements that bring star tables into step with rows: with those that a transaction
 * changed, as the journal tells, or with all that are held. Each answers rows of what (a word),
 * about which (a name) and how many: {@link #QUARANTINED} with a reason, {@link #INFERRED} with a
 * table, and {@link #MORE} where there are further states of rows, for another round.
 */
public final class StarSql {

    public static final String QUARANTINED = "quarantined";
    public static final String INFERRED = "inferred";
    public static final String MORE = "more";

    private final PipelineDefinition pipeline;
    private final StarDefinition star;
    private final StarArguments given;
    private final boolean everything;

    /**
     * @param pipeline has a star schema
     * @param everything whether all rows that are held are taken to have changed
     */
    public StarSql(PipelineDefinition pipeline, StarArguments given, boolean everything) {
        this.pipeline = pipeline;
        this.star = pipeline.star().orElseThrow();
        this.given = given;
        this.everything = everything;
    }

    /** Brings a table of latest values into step; rounds do not matter to it. */
    public String latest(StarTable.Latest table) {
        WorkedOut out = new WorkedOut(table.columns(), false);
        String key = table.keyColumn().quoted();
        String rows = pipeline.counted(table.of(), SqlText.qualified(pipeline.name(), table.of()));
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
        removed as (
         delete from %12$s d using line l where d.%14$s = l.k
          and not exists (select from %8$s t
           where t.source_id = %9$s and t.row_key = l.row_key)%18$s returning d.*),
        found as (%19$s)
        %20$s%21$s%22$s
        select '%23$s', reason, count(*) from refused group by reason\
        """
                .formatted(
                        table.keyColumn().value(),
                        table.keyColumn().type().sql(),
                        lines(table.of()),
                        JournalSql.row(pipeline.name(), table.of(), "l", given.source()),
                        throughJoins(table),
                        out.problems(),
                        out.names("v"),
                        rows,
                        given.source(),
                        table.joined(pipeline),
                        out.from(),
                        name(table.name()),
                        out.names(),
                        key,
                        out.list(column -> "%1$s = excluded.%1$s".formatted(column.quoted())),
                        out.names("d"),
                        out.names("excluded"),
                        unreferenced(table),
                        InferredSql.forget(given.source(), table.name(), key, "came"),
                        quarantine(table.name(), "touched"),
                        journal("journalled", table, true, "written"),
                        journal("unjournalled", table, false, "removed"),
                        QUARANTINED);
    }

    /** The rows whose columns name something of a joined table that changed; empty for none. */
    private String throughJoins(StarTable.Latest table) {
        if (everything) {
            return "";
        }
        return table.joins().stream()
                .map(join -> " union " + throughJoin(table, join))
                .collect(Collectors.joining());
    }

    private String throughJoin(StarTable.Latest table, JoinDefinition last) {
        StringBuilder sql = new StringBuilder();
        String reached = "f." + SqlText.quoted(last.key());
        int step = 0;
        for (JoinDefinition join = last; join != null; join = joinTo(table, join.table())) {
            String child = "c" + ++step;
            sql.append(
                    " join %1$s %2$s on %2$s.source_id = %3$s and %2$s.%4$s = %5$s"
                            .formatted(
                                    SqlText.qualified(pipeline.name(), join.table()),
                                    child,
                                    given.source(),
                                    SqlText.quoted(join.column()),
                                    reached));
            JoinDefinition before = joinTo(table, join.table());
            reached = before == null ? "" : child + "." + SqlText.quoted(before.key());
        }
        return "select c%d.row_key from (%s) l cross join lateral %s%s"
                .formatted(
                        step,
                        lines(last.parent()),
                        JournalSql.row(pipeline.name(), last.parent(), "l", given.source()),
                        sql);
    }

    private static JoinDefinition joinTo(StarTable.Latest table, String parent) {
        return table.joins().stream()
                .filter(join -> join.parent().equals(parent))
                .findFirst()
                .orElse(null);
    }

    private String unreferenced(StarTable table) {
        return star.references(table).stream()
                .map(
                        reference ->
                                " and not exists (select from %s h where h.%s = d.%s)"
                                        .formatted(
                                                name(reference.table().name()),
                                                reference.column().quoted(),
                                                table.keyColumn().quoted()))
                .collect(Collectors.joining());
    }

    /** Adds what is new to a history, and to what it refers to. */
    public String history(StarTable.History table) {
        WorkedOut out = new WorkedOut(table.columns(), true);
        String version = SqlText.quoted(table.version());
        String newest =
                """
                (select t.*, exists (select from %1$s g where g.%2$s = t.%2$s) as "is gone"
                  from %3$s t where t.%4$s = %%s order by t.%2$s desc limit 1)"""
                        .formatted(
                                name(table.deleted()),
                                version,
                                name(table.name()),
                                table.keyColumn().quoted());
        List<StarTable> parents =
                star.tables().stream()
                        .filter(parent -> !referring(table, parent).isEmpty())
                        .toList();
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
        %18$s%19$s%20$s%21$s
        select '%22$s', reason, count(*) from refused group by reason
        union all select '%23$s', '', count(*) from line where n = %5$s + 1
        %24$s\
        """
                .formatted(
                        lines(table.of()),
                        table.keyColumn().value(),
                        table.keyColumn().type().sql(),
                        JournalSql.row(pipeline.name(), table.of(), "l", given.source()),
                        given.round(),
                        given.source(),
                        out.problems(),
                        out.names("v"),
                        out.from(),
                        name(table.name()),
                        out.names(),
                        out.names("c"),
                        newest.formatted("c." + table.keyColumn().quoted()),
                        version,
                        out.names("w"),
                        name(table.deleted()),
                        newest.formatted("l.k"),
                        quarantine(table.name(), "taken"),
                        journal("journalled", table.name(), true, "r." + version, "written"),
                        journal("unjournalled", table.deleted(), true, "r." + version, "removed"),
                        parents.stream()
                                .map(parent -> members(table, parent))
                                .collect(Collectors.joining()),
                        QUARANTINED,
                        MORE,
                        parents.stream()
                                .filter(StarTable.Latest.class::isInstance)
                                .map(
                                        parent ->
                                                "union all select '%s', %s, count(*) from %s\n"
                                                        .formatted(
                                                                INFERRED,
                                                                SqlText.literal(parent.name()),
                                                                inferred(parent)))
                                .collect(Collectors.joining()));
    }

    private static List<StarColumn> referring(StarTable.History table, StarTable parent) {
        return table.columns().stream()
                .filter(column -> column.references().filter(parent.name()::equals).isPresent())
                .toList();
    }

    /** Adds those rows that what is written refers to and that are not there. */
    private String members(StarTable.History table, StarTable parent) {
        String key = parent.keyColumn().quoted();
        String missing =
                """
                select distinct x.k from written w cross join lateral (values %s) x (k)
                 where x.k is not null and not exists (select from %s d where d.%s = x.k)"""
                        .formatted(
                                referring(table, parent).stream()
                                        .map(column -> "(w.%s)".formatted(column.quoted()))
                                        .collect(Collectors.joining(", ")),
                                name(parent.name()),
                                key);
        List<String> parts = new ArrayList<>();
        if (parent instanceof StarTable.Calendar calendar) {
            parts.add(add(parent, days(calendar, missing)));
        } else {
            WorkedOut out = new WorkedOut(parent.columns(), false);
            String placeholders =
                    out.list(
                            column ->
                                    column.name().equals(parent.key())
                                            ? "m.k"
                                            : column.otherwise()
                                                    .orElse("null::" + column.type().sql()));
            parts.add(add(parent, "select %s from (%s) m".formatted(placeholders, missing)));
            parts.add(
                    ", %s as (%s)\n"
                            .formatted(
                                    SqlText.quoted("note " + parent.name()),
                                    InferredSql.note(
                                            given.source(), parent.name(), key, inferred(parent))));
        }
        parts.add(journal("journal " + parent.name(), parent, true, inferred(parent)));
        return String.join("", parts);
    }

    private String add(StarTable parent, String selection) {
        WorkedOut out = new WorkedOut(parent.columns(), false);
        return ", %s as (insert into %s (%s) %s on conflict (%s) do nothing returning *)\n"
                .formatted(
                        inferred(parent),
                        name(parent.name()),
                        out.names(),
                        selection,
                        parent.keyColumn().quoted());
    }

    /** All days of the years that some days lie in. */
    private static String days(StarTable.Calendar calendar, String missing) {
        WorkedOut out = new WorkedOut(calendar.columns(), false);
        return """
               select %s from (select distinct date_part('year', m.k)::integer as y from (%s) m) m
                cross join lateral generate_series(
                 make_date(m.y, 1, 1)::timestamp, make_date(m.y, 12, 31), '1 day') s (d)
                cross join lateral (select s.d::date as %s) f%s"""
                .formatted(out.names("v"), missing, calendar.keyColumn().quoted(), out.from());
    }

    private String quarantine(String table, String rows) {
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

    private String journal(String what, StarTable table, boolean present, String rows) {
        boolean whole = table.keyColumn().type().sql().matches("integer|bigint");
        return journal(
                what,
                table.name(),
                present,
                whole ? "r." + table.keyColumn().quoted() : null,
                rows);
    }

    private String journal(String what, String table, boolean present, String key, String rows) {
        return JournalSql.writing(
                SqlText.quoted(what),
                JournalSql.processed(given.source(), given.version(), table, present, key, rows));
    }

    private String lines(String table) {
        return everything
                ? JournalSql.held(pipeline.name(), table, given.source())
                : JournalSql.changes(table, given.source(), given.version());
    }

    private static String inferred(StarTable parent) {
        return SqlText.quoted("add " + parent.name());
    }

    private String name(String table) {
        return SqlText.qualified(star.schema(), table);
    }
}
