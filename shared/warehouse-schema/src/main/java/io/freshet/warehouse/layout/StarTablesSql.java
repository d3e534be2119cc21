package io.freshet.warehouse.layout;

/** Parts of statements about star tables: what Freshet's own schema knows of their rows. */
public final class StarTablesSql {

    private StarTablesSql() {}

    /**
     * Notes that placeholders stand in for rows that are not read yet.
     *
     * @param source an expression for the source
     * @param table the star table
     * @param key the column, in quotes, that tells what rows stand for
     * @param rows gives the rows, as it stands after {@code from}
     */
    public static String infer(String source, String table, String key, String rows) {
        return """
               insert into freshet.inferred_member (source_id, table_name, member)
                select %s, %s, r.%s::text from %s r on conflict do nothing"""
                .formatted(source, SqlText.literal(table), key, rows);
    }

    /** Notes that rows are read; parameters as for {@link #infer}. */
    public static String found(String source, String table, String key, String rows) {
        // Looked up row by row, whatever the planner believes of either.
        return """
               delete from freshet.inferred_member where ctid = any (array(
                select i.place from %s r cross join lateral (
                 select ctid as place from freshet.inferred_member i where i.source_id = %s
                  and i.table_name = %s and i.member = r.%s::text limit 1) i))"""
                .formatted(rows, source, SqlText.literal(table), key);
    }

    /**
     * Whether placeholders stand in for a row.
     *
     * @param member an expression for what the row stands for
     */
    public static String isInferred(String source, String table, String member) {
        return """
               exists (select from freshet.inferred_member i where i.source_id = %s
                and i.table_name = %s and i.member = %s::text)"""
                .formatted(source, SqlText.literal(table), member);
    }

    /**
     * Whether something of a row is set aside.
     *
     * @param key an expression for the key of the row that is held
     */
    public static String isSetAside(String source, String table, String key) {
        return """
               exists (select from freshet.quarantine q where q.source_id = %s
                and q.table_name = %s and q.row_key = %s)"""
                .formatted(source, SqlText.literal(table), key);
    }

    /** Whether a table was read to its end, so that there are no rows but those held. */
    public static String isRead(String source, String table) {
        return """
               exists (select from freshet.table_mark m where m.source_id = %s
                and m.table_name = %s and m.backfilled)"""
                .formatted(source, SqlText.literal(table));
    }
}
