package io.freshet.warehouse.layout;

/** Statements about quarantined values. */
public final class QuarantineSql {

    /**
     * Quarantines values; parameters, all arrays: source_id int[], table_name text[], row_key
     * bigint[], column_name text[], value text[], reason text[], whether the row is set aside
     * boolean[]; no value twice. Answers source_id, reason and how many were not quarantined so
     * before.
     */
    public static final String ADD =
            counted(
                    written(
                            "select * from unnest($1::int[], $2::text[], $3::bigint[], $4::text[],"
                                    + " $5::text[], $6::text[], $7::boolean[])"));

    /**
     * How many rows of declared sources are set aside; answers the source's name and their number,
     * 0 included.
     */
    public static final String ROWS_ASIDE =
            """
            select s.name, count(distinct (q.table_name, q.row_key)) filter (where q.row_aside)
            from freshet.source s
            left join freshet.quarantine q on q.source_id = s.id and q.row_aside
            where s.declared group by s.name\
            """;

    /**
     * What is quarantined of declared sources, where there is anything; answers the source's name,
     * how many of its rows are set aside, and how many values of other rows are quarantined.
     */
    public static final String STANDING =
            """
            select s.name, count(distinct (q.table_name, q.row_key)) filter (where q.row_aside),
              count(*) filter (where not q.row_aside)
            from freshet.source s join freshet.quarantine q on q.source_id = s.id
            where s.declared group by s.id, s.name order by s.id\
            """;

    /**
     * Takes all values of a column out of the quarantine; parameters, for JDBC: pipeline, table,
     * column, all of them texts.
     */
    public static final String RELEASE_COLUMN =
            "delete from freshet.quarantine q using freshet.source s where s.id = q.source_id"
                    + " and s.pipeline = ? and q.table_name = ? and q.column_name = ?";

    private QuarantineSql() {}

    /**
     * Quarantines values; answers source_id, reason and how many were not quarantined so before.
     *
     * @param selection gives source_id, table_name, row_key, column_name, value and reason; no
     *     value twice
     */
    public static String add(String selection) {
        return counted(insert(selection));
    }

    private static String counted(String insert) {
        return """
               with refused as (
                %s)
               select source_id, reason, count(*) from refused group by source_id, reason"""
                .formatted(insert);
    }

    /**
     * Quarantines values; answers source_id and reason of each that was not quarantined so before.
     *
     * @param selection as {@link #add} says
     */
    public static String insert(String selection) {
        return written("select q.*, false from (%s) q".formatted(selection));
    }

    private static String written(String selection) {
        return """
               insert into freshet.quarantine as q
                 (source_id, table_name, row_key, column_name, value, reason, row_aside)
                %s
                on conflict (source_id, table_name, row_key, column_name) do update
                 set value = excluded.value, reason = excluded.reason, quarantined_at = now(),
                  row_aside = excluded.row_aside
                 where (q.value, q.reason, q.row_aside)
                  is distinct from (excluded.value, excluded.reason, excluded.row_aside)
                returning source_id, reason"""
                .formatted(selection);
    }

    /**
     * Takes all values of a source's table out of the quarantine; parameters: source_id, and a
     * bigint that does not matter.
     *
     * @param table the table's name
     */
    public static String releaseAll(String table) {
        return ("delete from freshet.quarantine where source_id = $1 and table_name = %s"
                        + " and $2::bigint is not null")
                .formatted(SqlText.literal(table));
    }

    /**
     * Takes the values of some rows of a table out of the quarantine.
     *
     * @param table the table's name
     * @param rows what gives source_id and row_key under the name {@code r}, such as {@code "gone
     *     r"}
     * @param condition which of them, of values called {@code q}; {@code "true"} for all
     */
    public static String release(String table, String rows, String condition) {
        return """
               delete from freshet.quarantine q using %s
                where %s and q.source_id = r.source_id and q.table_name = %s
                 and q.row_key = r.row_key"""
                .formatted(rows, condition, SqlText.literal(table));
    }
}
