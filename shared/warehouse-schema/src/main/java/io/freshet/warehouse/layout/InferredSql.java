package io.freshet.warehouse.layout;

/** Parts of statements about rows of star tables that are not read yet. */
public final class InferredSql {

    private InferredSql() {}

    /**
     * Notes that placeholders stand in for rows.
     *
     * @param source an expression for the source
     * @param table the star table
     * @param key the column, in quotes, that tells what rows stand for
     * @param rows gives the rows, as it stands after {@code from}
     */
    public static String note(String source, String table, String key, String rows) {
        return """
               insert into freshet.inferred_member (source_id, table_name, member)
                select %s, %s, r.%s::text from %s r on conflict do nothing"""
                .formatted(source, SqlText.literal(table), key, rows);
    }

    /** Notes that rows are read; parameters as for {@link #note}. */
    public static String forget(String source, String table, String key, String rows) {
        return """
               delete from freshet.inferred_member i using %s r
                where i.source_id = %s and i.table_name = %s and i.member = r.%s::text"""
                .formatted(rows, source, SqlText.literal(table), key);
    }
}
