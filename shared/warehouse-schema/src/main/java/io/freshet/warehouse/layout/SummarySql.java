package io.freshet.warehouse.layout;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statements that read summary tables. */
public final class SummarySql {

    // Groups that a comparison names.
    private static final int SHOWN = 10;

    private SummarySql() {}

    /**
     * The rows of a summary that changed; parameters: sources int[], the version last seen of each
     * bigint[], and for a windowed table the start of the window timestamptz.
     *
     * @param table the table's qualified name
     * @param columns what is selected of the table, called s
     * @param everything whether sources that are not named are read whole, if they are declared now
     * @param windowed whether only buckets from the window's start on are read
     */
    public static String changes(
            String table, String columns, boolean everything, boolean windowed) {
        return ("select %s from freshet.applied a %s join"
                        + " unnest($1::int[], $2::bigint[]) as seen (source_id, version)"
                        + " on seen.source_id = a.source_id"
                        + " join %s s on s.source_id = a.source_id"
                        + " and s.version > coalesce(seen.version, -1)%s"
                        + " where a.version > coalesce(seen.version, -1)%s")
                .formatted(
                        columns,
                        everything ? "left" : "",
                        table,
                        everything
                                ? " join freshet.source d on d.id = a.source_id and d.declared"
                                : "",
                        windowed ? " and s.bucket >= $3" : "");
    }

    /**
     * The same of a summary that has an index by source and version: what did not change costs
     * nothing. The upper bound leaves nothing out, as no row is newer than its source; it has the
     * planner, who knows neither version, expect few rows between them.
     *
     * @param table the table's qualified name
     * @param columns what is selected of the table, called s
     * @param everything whether sources that are not named are read whole, if they are declared now
     */
    public static String changesByIndex(String table, String columns, boolean everything) {
        return """
        select %s from freshet.applied a %s join
         unnest($1::int[], $2::bigint[]) as seen (source_id, version)
         on seen.source_id = a.source_id%s
         cross join lateral (select * from %s t where t.source_id = a.source_id
          and t.version > coalesce(seen.version, -1) and t.version <= a.version offset 0) s
         where a.version > coalesce(seen.version, -1)\
        """
                .formatted(
                        columns,
                        everything ? "left" : "",
                        everything
                                ? " join freshet.source d on d.id = a.source_id and d.declared"
                                : "",
                        table);
    }

    /** Makes the index by source and version of a summary, which is named by its qualified name. */
    public static String indexChanges(String table) {
        return "create index on %s (%s, %s)"
                .formatted(table, RowColumns.SOURCE_ID, SummaryColumns.VERSION);
    }

    /**
     * How many groups a summary has of the sources that are declared, those of each on their own;
     * parameter of a windowed table: the start of the window timestamptz.
     *
     * @param table the table's qualified name
     * @param most where there are as many, no more are counted
     * @param empty whether groups without rows count
     * @param windowed whether only buckets from the window's start on count
     */
    public static String count(String table, long most, boolean empty, boolean windowed) {
        return """
        select count(*) from (select from %s s join freshet.source d on d.id = s.source_id
         where d.declared%s%s limit %d) g\
        """
                .formatted(
                        table,
                        empty ? "" : " and s.rows <> 0",
                        windowed ? " and s.bucket >= $1" : "",
                        most);
    }

    /**
     * How many groups have rows, and how many rows they have, over all sources that are declared
     * now; answers both.
     *
     * @param table the table's qualified name
     * @param column the group's column in it
     */
    public static String size(String table, String column) {
        return ("select count(distinct s.%s), coalesce(sum(s.rows), 0)::bigint from %s s"
                        + " join freshet.source d on d.id = s.source_id and d.declared"
                        + " where s.rows > 0")
                .formatted(column, table);
    }

    /**
     * Fills an empty summary from the rows; each source's version is that of {@code applied}.
     *
     * @param summary the summary's qualified name
     * @param rows what is summed up, called f, as it stands after {@code from}
     * @param group an expression for a row's group, null for none
     * @param numbers what its columns of numbers, that of rows included, are filled with
     */
    public static String fill(String summary, String rows, String group, String numbers) {
        return """
        insert into %s select f.source_id, %s, %s, a.version
         from %s join freshet.applied a on a.source_id = f.source_id
         where %s is not null group by 1, 2, a.version\
        """
                .formatted(summary, group, numbers, rows, group);
    }

    /**
     * A summary and the rows that it is derived from.
     *
     * @param summary the summary's qualified name
     * @param rows what is summed up, called f, as it stands after {@code from}
     * @param column the group's column in the summary
     * @param type the type of that column
     * @param group an expression for a row's group, null for none
     * @param columns the columns of numbers
     * @param totals what they must hold of a group's rows
     */
    public record Derived(
            String summary,
            String rows,
            String column,
            String type,
            String group,
            List<String> columns,
            List<String> totals) {

        /** Names groups that differ, a few at most; parameter: source_id. Answers group text. */
        public String compare() {
            return """
            select coalesce(h.g, s.%1$s)::text from (%2$s) h
             full join (select * from %3$s where source_id = $1) s on s.%1$s = h.g
            where %4$s limit %5$d\
            """
                    .formatted(
                            column,
                            held("$1::int"),
                            summary,
                            all("coalesce(h.%1$s, 0) <> coalesce(s.%1$s, 0)", " or "),
                            SHOWN);
        }

        /** Computes all groups anew; parameters: source_id, version. Answers how many differed. */
        public String mend() {
            return """
            with held as materialized (%1$s),
            emptied as (
             update %2$s s set %3$s, version = $2 where source_id = $1 and (%4$s)
              and not exists (select from held h where h.g = s.%5$s) returning 1),
            mended as (
             insert into %2$s as s (source_id, %5$s, %6$s, version)
             select $1, g, %6$s, $2 from held
             on conflict (source_id, %5$s) do update set %7$s, version = excluded.version
             where %8$s returning 1)
            select (select count(*) from emptied) + (select count(*) from mended)\
            """
                    .formatted(
                            held("$1::int"),
                            summary,
                            all("%s = 0", ", "),
                            all("%s <> 0", " or "),
                            column,
                            all("%s", ", "),
                            all("%1$s = excluded.%1$s", ", "),
                            all("s.%1$s <> excluded.%1$s", " or "));
        }

        /** Puts what the rows of a source say into a table of its own, which it makes. */
        public String setAside(String table, int source) {
            return "create unlogged table %s as %s"
                    .formatted(table, held(Integer.toString(source)));
        }

        /** Adds what was set aside to what the summary holds of the source. */
        public String addAside(String table, int source, long version) {
            return """
            insert into %1$s as s (source_id, %2$s, %3$s, version)
             select %4$d, g, %3$s, %5$d from %6$s
            on conflict (source_id, %2$s) do update set %7$s, version = excluded.version\
            """
                    .formatted(
                            summary,
                            column,
                            all("%s", ", "),
                            source,
                            version,
                            table,
                            all("%1$s = s.%1$s + excluded.%1$s", ", "));
        }

        /** Takes out what the summary holds of a source. */
        public String clear(int source) {
            return "delete from %s where source_id = %d".formatted(summary, source);
        }

        /**
         * Where a part of so many groups ends; parameters: source_id, its first group text or null
         * for the very first, how many groups. Answers the group behind it as text, or no row.
         */
        public String behind() {
            return """
            select s.%1$s::text from %2$s s
             where s.source_id = $1 and %3$s order by s.%1$s offset $3 limit 1\
            """
                    .formatted(column, summary, from("s." + column, 2));
        }

        /**
         * The groups of a part; parameters: source_id, its first group text, the group behind it
         * text, each null for no bound. Answers group text, then the columns as text.
         */
        public String part() {
            return "select s.%1$s::text%2$s from %3$s s where s.source_id = $1 and %4$s and %5$s"
                    .formatted(
                            column,
                            columns.stream()
                                    .map(name -> ", s." + name + "::text")
                                    .collect(Collectors.joining()),
                            summary,
                            from("s." + column, 2),
                            before("s." + column, 3));
        }

        /**
         * What some rows add to the groups of a part; parameters: source_id, lowest and highest
         * key, then the part as in {@link #part}. Answers as that does, groups with rows only.
         */
        public String added() {
            return """
            select g::text%1$s from (
             select %2$s as g%3$s from %4$s
             where f.source_id = $1::int and f.row_key between $2 and $3 and %2$s is not null
             group by 1) h where %5$s and %6$s\
            """
                    .formatted(
                            columns.stream()
                                    .map(name -> ", " + name + "::text")
                                    .collect(Collectors.joining()),
                            group,
                            IntStream.range(0, columns.size())
                                    .mapToObj(i -> ", " + totals.get(i) + " as " + columns.get(i))
                                    .collect(Collectors.joining()),
                            rows,
                            from("g", 4),
                            before("g", 5));
        }

        private String from(String group, int parameter) {
            return "($%2$d::text is null or %1$s >= $%2$d::text::%3$s)"
                    .formatted(group, parameter, type);
        }

        private String before(String group, int parameter) {
            return "($%2$d::text is null or %1$s < $%2$d::text::%3$s)"
                    .formatted(group, parameter, type);
        }

        private String held(String source) {
            String numbers =
                    IntStream.range(0, columns.size())
                            .mapToObj(i -> totals.get(i) + " as " + columns.get(i))
                            .collect(Collectors.joining(", "));
            return "select %s as g, %s from %s where f.source_id = %s and %s is not null group by 1"
                    .formatted(group, numbers, rows, source, group);
        }

        private String all(String pattern, String between) {
            return columns.stream().map(pattern::formatted).collect(Collectors.joining(between));
        }
    }
}
