package io.freshet.warehouse.layout;

/** Statements that read the rows that are held of one table of one source. */
public final class HeldRowsSql {

    private final String table;

    /**
     * @param pipeline the pipeline, which is also the table's schema
     * @param table the table's name
     */
    public HeldRowsSql(String pipeline, String table) {
        this.table = SqlText.qualified(pipeline, table);
    }

    /** The lowest and highest key; parameter: source_id. Answers one row, nulls for no rows. */
    public String ends() {
        return "select min(row_key), max(row_key) from %s where source_id = $1".formatted(table);
    }

    /**
     * The ranges of keys between held rows, highest first; parameter: source_id. Answers first and
     * last key of each.
     *
     * @param most how many at most
     */
    public String gaps(int most) {
        return """
               select row_key + 1, next_key - 1
               from (select row_key, lead(row_key) over (order by row_key) as next_key
                     from %s where source_id = $1) as keys
               where next_key > row_key + 1 order by row_key desc limit %d
               """
                .formatted(table, most);
    }

    /**
     * Checksums computed from the rows themselves; parameter: the source's name. Answers range
     * number, rows, sum of the digests numeric.
     */
    public String checksums() {
        return """
               select %s, count(*), sum(t.row_digest)
               from %s as t join freshet.source s on s.id = t.source_id
               where s.name = $1 group by 1
               """
                .formatted(KeyRanges.numberOf("t.row_key"), table);
    }
}
