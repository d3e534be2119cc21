package io.freshet.warehouse.layout;

/** Statements that read summary tables. */
public final class SummarySql {

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
     * Fills an empty summary from the rows; each source's version is that of {@code applied}.
     *
     * @param summary the summary's qualified name
     * @param rows the qualified name of the table that is summed up
     * @param group an expression for a row's group, null for none
     * @param numbers what its columns of numbers, that of rows included, are filled with
     */
    public static String fill(String summary, String rows, String group, String numbers) {
        return """
               insert into %s select t.source_id, %s, %s, a.version
                from %s t join freshet.applied a using (source_id)
                where %s is not null group by 1, 2, a.version"""
                .formatted(summary, group, numbers, rows, group);
    }
}
