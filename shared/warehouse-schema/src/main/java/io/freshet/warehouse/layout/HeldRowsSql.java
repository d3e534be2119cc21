package io.freshet.warehouse.layout;

import java.util.List;
import java.util.stream.Collectors;

/** Statements that read the rows that are held of one table of one source. */
public final class HeldRowsSql {

    private static final int NAMED_CHARACTERS = 64;

    private final String table;
    private final Home home;

    /**
     * @param pipeline the pipeline, which is also the table's schema
     * @param table the table's name
     * @param home what its keys are
     */
    public HeldRowsSql(String pipeline, String table, Home home) {
        this.home = home;
        this.table = SqlText.qualified(pipeline, table);
    }

    /**
     * Where a stretch of so many rows ends; parameters: source_id, its lowest key, how many rows.
     * Answers the key of the first row behind it, or no row where there is none.
     */
    public String behind() {
        return """
               select t.row_key from %s as t where t.source_id = $1 and t.row_key >= $2
               order by t.row_key offset $3 limit 1
               """
                .formatted(table);
    }

    /** The next keys; parameters: source_id, lowest key, how many at most. Answers row_key. */
    public String keysFrom() {
        return """
               select t.row_key from %s as t where t.source_id = $1 and t.row_key >= $2
               order by t.row_key limit $3
               """
                .formatted(table);
    }

    /**
     * What is held of the keys of some rows, as people write it; parameters: source_id, keys
     * bigint[]. Answers row_key, text.
     *
     * @param columns the columns that hold the key
     */
    public String names(List<String> columns) {
        String parts =
                columns.stream()
                        .map(
                                column ->
                                        "coalesce(left(t.%s::text, %d), 'null')"
                                                .formatted(
                                                        SqlText.quoted(column), NAMED_CHARACTERS))
                        .collect(Collectors.joining(" || ', ' || "));
        return "select t.row_key, %s from %s as t where t.source_id = $1 and t.row_key = any($2::bigint[])"
                .formatted(columns.size() == 1 ? parts : "'(' || " + parts + " || ')'", table);
    }

    /**
     * Which value of a row must be quarantined for a column to be another one than it should be.
     */
    private static String quarantined(String column) {
        return column.equals(RowColumns.ROW_ASIDE)
                ? "q.row_aside and h.row_aside"
                : "q.column_name = " + SqlText.literal(column);
    }

    /**
     * Which rows are held with other values than they should be, of those that are held with the
     * digest that they should have; what is quarantined aside. Parameters: source_id, whether times
     * are compared boolean, then arrays: keys bigint[], digests bigint[], times in microseconds
     * since 1970 UTC bigint[], and each column text[]. Answers row_key.
     *
     * @param name the table's name
     * @param columns the columns
     * @param casts per column, what follows an expression of type text to make it one of the column
     */
    public String damaged(String name, List<String> columns, List<String> casts) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder differ = new StringBuilder();
        for (int index = 0; index < columns.size(); index++) {
            String column = SqlText.quoted(columns.get(index));
            arrays.append(", $").append(index + 6).append("::text[]");
            names.append(", ").append(column);
            differ.append(
                    """
                     or h.%1$s is distinct from i.%1$s%2$s and not exists (
                      select from freshet.quarantine q where q.source_id = $1
                      and q.table_name = %3$s and q.row_key = h.row_key and %4$s)
                    """
                            .formatted(
                                    column,
                                    casts.get(index),
                                    SqlText.literal(name),
                                    quarantined(columns.get(index))));
        }
        return """
               select h.row_key from unnest($3::bigint[], $4::bigint[], $5::bigint[]%s)
                as i (row_key, row_digest, micros%s)
               cross join lateral (
                select * from %s as t where t.source_id = $1 and t.row_key = i.row_key
                offset 0) as h
               where h.row_digest = i.row_digest
                and ($2::boolean and h.row_time is distinct from %s
                %s)
               """
                .formatted(arrays, names, table, TimeSql.fromMicros("i.micros"), differ);
    }

    // Offset 0 keeps each range a lookup in the index, whatever the statistics say.

    /**
     * Keys and digests within ranges of keys, and how far that is true; parameters: source_id,
     * lowest keys bigint[], highest keys bigint[]. Answers fence, sequence, row_key, row_digest:
     * one row without a key where no row is held, no row where nothing is applied yet.
     */
    public String digests() {
        return """
               select a.fence, a.sequence, h.row_key, h.row_digest
               from freshet.applied a left join lateral (
                 select r.row_key, r.row_digest
                 from unnest($2::bigint[], $3::bigint[]) as range (low, high)
                 cross join lateral (
                   select t.row_key, t.row_digest from %s as t
                   where t.source_id = $1 and t.row_key between range.low and range.high
                   offset 0) as r
               ) as h on true
               where a.source_id = $1
               """
                .formatted(table);
    }

    /**
     * Rows and digest of each part of some ranges, computed from the rows, and how far that is
     * true; parameters: source_id, numbers of the ranges bigint[]. Answers fence, sequence, number
     * of the part, rows, digest numeric: one row without a part where no row is held, no row where
     * nothing is applied yet.
     */
    public String parts() {
        return """
               select a.fence, a.sequence, h.part, h.rows, h.digest
               from freshet.applied a left join lateral (
                 select %2$s as part, count(*) as rows, sum(r.row_digest) as digest
                 from unnest($2::bigint[]) as range (number)
                 cross join lateral (
                   select t.row_key, t.row_digest from %1$s as t where t.source_id = $1
                     and t.row_key between %3$s and %4$s
                   offset 0) as r
                 group by 1) as h on true
               where a.source_id = $1
               """
                .formatted(
                        table,
                        home.partOf("r.row_key"),
                        home.lowestKey("range.number"),
                        home.highestKey("range.number"));
    }

    /** The keys held within ranges; parameters: source_id, numbers of the ranges bigint[]. */
    public String keysOfRanges() {
        return """
               select r.row_key from unnest($2::bigint[]) as range (number)
               cross join lateral (
                 select t.row_key from %1$s as t where t.source_id = $1
                   and t.row_key between %2$s and %3$s
                 offset 0) as r
               """
                .formatted(table, home.lowestKey("range.number"), home.highestKey("range.number"));
    }
}
