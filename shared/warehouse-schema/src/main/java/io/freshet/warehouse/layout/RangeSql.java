package io.freshet.warehouse.layout;

/** Statements about the checksums of ranges of keys, {@code freshet.key_range}. */
public final class RangeSql {

    /**
     * What is held of a table, and how far that is true; parameters: source_id, table_name. Answers
     * fence, sequence, range_number, rows, digest numeric: one row without a range where none holds
     * rows, no row where nothing of the source is applied yet.
     */
    public static final String HELD =
            """
            select a.fence, a.sequence, k.range_number, k.rows, k.digest
            from freshet.applied a
            left join freshet.key_range k
              on k.source_id = a.source_id and k.table_name = $2 and k.rows <> 0
            where a.source_id = $1
            """;

    /**
     * What is held of a stretch of a table, and how far that is true; parameters: source_id,
     * table_name, first and last range_number, how many ranges at most. Answers as {@link #HELD},
     * ranges in order.
     */
    public static final String HELD_STRETCH =
            """
            select a.fence, a.sequence, k.range_number, k.rows, k.digest
            from freshet.applied a left join lateral (
              select range_number, rows, digest from freshet.key_range
              where source_id = $1 and table_name = $2
                and range_number between $3 and $4 and rows <> 0
              order by range_number limit $5) as k on true
            where a.source_id = $1
            order by k.range_number
            """;

    /**
     * Ranges that hold rows, highest first; parameters: source_id, table_name, how many at most.
     * Answers range_number, rows.
     */
    public static final String HIGHEST =
            """
            select range_number, rows from freshet.key_range
            where source_id = $1 and table_name = $2 and rows <> 0
            order by range_number desc limit $3
            """;

    /**
     * Where a stretch of so many ranges with rows ends; parameters: source_id, table_name, its
     * first range_number, how many ranges. Answers the range_number behind it, or no row.
     */
    public static final String BEHIND =
            """
            select range_number from freshet.key_range
            where source_id = $1 and table_name = $2 and range_number >= $3 and rows <> 0
            order by range_number offset $4 limit 1
            """;

    /**
     * How many rows of a table are held, over all sources that are declared now; parameters:
     * pipeline, table_name. Answers null bigint, rows.
     */
    public static final String ROWS_OF_TABLE =
            """
            select null::bigint, coalesce(sum(r.rows), 0)::bigint
            from freshet.key_range r join freshet.source s on s.id = r.source_id
            where s.declared and s.pipeline = $1 and r.table_name = $2
            """;

    // 2^63 and 2^64: sums of digests are kept as signed 64-bit numbers would wrap around.
    private static final String HALF = "9223372036854775808";
    private static final String WHOLE = "18446744073709551616";

    private RangeSql() {}

    /**
     * Adds differences to the checksums of a table.
     *
     * @param table the table's name
     * @param selection gives source, number of the range, rows, digest and version, in this order;
     *     no range twice
     */
    public static String merge(String table, String selection) {
        return """
               insert into freshet.key_range as k
                 (source_id, table_name, range_number, rows, digest, version)
                select source_id, %s, range_number, rows, %s, version from (%s)
                 d (source_id, range_number, rows, digest, version)
                on conflict (source_id, table_name, range_number) do update set
                 rows = k.rows + excluded.rows, digest = %s, version = excluded.version"""
                .formatted(
                        SqlText.literal(table),
                        wrapped("digest"),
                        selection,
                        wrapped("(k.digest + excluded.digest)"));
    }

    /**
     * Computes checksums anew from the rows that are held; parameters: source_id, version, first
     * and last key of the ranges. Answers how many were not right.
     *
     * @param table the table's name
     * @param rows the table's qualified name
     * @param home what the table's keys are
     */
    public static String sumAgain(String table, String rows, Home home) {
        return """
               with held as materialized (
                select %1$s as range_number, count(*) as rows, %2$s as digest from %3$s
                where source_id = $1 and row_key between $3::bigint and $4::bigint group by 1),
               emptied as (
                update freshet.key_range k set rows = 0, digest = 0, version = $2::bigint
                where k.source_id = $1::int and k.table_name = %4$s
                 and k.range_number between %5$s and %6$s and (k.rows, k.digest) <> (0, 0)
                 and not exists (select from held h where h.range_number = k.range_number)
                returning 1),
               mended as (
                insert into freshet.key_range as k
                 (source_id, table_name, range_number, rows, digest, version)
                select $1, %4$s, range_number, rows, digest, $2 from held
                on conflict (source_id, table_name, range_number) do update set
                 rows = excluded.rows, digest = excluded.digest, version = excluded.version
                where (k.rows, k.digest) <> (excluded.rows, excluded.digest)
                returning 1)
               select (select count(*) from emptied) + (select count(*) from mended)"""
                .formatted(
                        home.numberOf(RowColumns.ROW_KEY),
                        wrapped("sum(" + RowColumns.ROW_DIGEST + ")"),
                        rows,
                        SqlText.literal(table),
                        home.numberOf("$3::bigint"),
                        home.numberOf("$4::bigint"));
    }

    /**
     * Names ranges whose checksums are not those of the rows held, a few at most; parameter:
     * source_id. Answers the range's number as text.
     *
     * @param table the table's name
     * @param rows the table's qualified name
     * @param home what the table's keys are
     */
    public static String compare(String table, String rows, Home home) {
        return """
               select coalesce(h.n, k.range_number)::text from (
                select %1$s as n, count(*) as rows, %2$s as digest from %3$s
                where source_id = $1::int group by 1) h
               full join (select * from freshet.key_range
                where source_id = $1 and table_name = %4$s) k on k.range_number = h.n
               where coalesce(h.rows, 0) <> coalesce(k.rows, 0)
                or coalesce(h.digest, 0) <> coalesce(k.digest, 0) limit 10"""
                .formatted(
                        home.numberOf(RowColumns.ROW_KEY),
                        wrapped("sum(" + RowColumns.ROW_DIGEST + ")"),
                        rows,
                        SqlText.literal(table));
    }

    /**
     * A stretch of a table, as its rows and as its checksums have it; parameters: source_id, lowest
     * and highest key. Answers range_number, rows and digest numeric of the rows held, then rows
     * and digest numeric of the checksum; a range that both say is empty may be absent.
     *
     * @param table the table's name
     * @param rows the table's qualified name
     * @param home what the table's keys are
     */
    public static String both(String table, String rows, Home home) {
        return """
               select coalesce(h.n, k.range_number), coalesce(h.rows, 0), coalesce(h.digest, 0),
                coalesce(k.rows, 0), coalesce(k.digest, 0)
               from (
                select %1$s as n, count(*) as rows, %2$s as digest from %3$s
                where source_id = $1::int and row_key between $2::bigint and $3::bigint
                group by 1) h
               full join (select * from freshet.key_range
                where source_id = $1 and table_name = %4$s and (rows, digest) <> (0, 0)
                and range_number between %5$s and %6$s) k on k.range_number = h.n"""
                .formatted(
                        home.numberOf(RowColumns.ROW_KEY),
                        wrapped("sum(" + RowColumns.ROW_DIGEST + ")"),
                        rows,
                        SqlText.literal(table),
                        home.numberOf("$2::bigint"),
                        home.numberOf("$3::bigint"));
    }

    /**
     * As {@link #sumAgain} for all ranges; parameters: source_id, version.
     *
     * @param table the table's name
     * @param rows the table's qualified name
     * @param home what the table's keys are
     */
    public static String mend(String table, String rows, Home home) {
        return sumAgain(table, rows, home)
                .replace("$3::bigint", "(-9223372036854775808)")
                .replace("$4::bigint", "9223372036854775807");
    }

    /**
     * How many rows the checksums say that a source's table has; parameter: source_id.
     *
     * @param table the table's name
     */
    public static String count(String table) {
        return ("select coalesce(sum(rows), 0)::bigint from freshet.key_range"
                        + " where source_id = $1 and table_name = %s")
                .formatted(SqlText.literal(table));
    }

    /**
     * How many rows the checksums say that a table has of a source, and of all others; parameter:
     * source_id.
     *
     * @param table the table's name
     */
    public static String counts(String table) {
        return """
               select coalesce(sum(rows) filter (where source_id = $1::int), 0)::bigint,
                coalesce(sum(rows) filter (where source_id <> $1), 0)::bigint
               from freshet.key_range where table_name = %s"""
                .formatted(SqlText.literal(table));
    }

    /**
     * Sets the checksums of a source's table to those of no rows; parameters: source_id, version.
     *
     * @param table the table's name
     */
    public static String emptied(String table) {
        return ("update freshet.key_range set rows = 0, digest = 0, version = $2"
                        + " where source_id = $1 and table_name = %s and (rows, digest) <> (0, 0)")
                .formatted(SqlText.literal(table));
    }

    private static String wrapped(String number) {
        return "mod(mod(%1$s + %2$s, %3$s) + %3$s, %3$s) - %2$s".formatted(number, HALF, WHOLE);
    }
}
