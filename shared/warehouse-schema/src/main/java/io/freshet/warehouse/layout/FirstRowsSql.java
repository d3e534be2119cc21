package io.freshet.warehouse.layout;

/**
 * The statement that reads the first rows of a table, and the index that makes it read no others.
 *
 * @param pipeline the pipeline that has the table
 * @param table the table's qualified name
 * @param rows those of its rows that count, as they stand after {@code from} before a name
 * @param joins what is joined to these rows, called f; it adds none to them
 * @param cells expressions of what is shown of a row, each of which JSON prints
 * @param order by what rows, called f, are ordered, a whole order
 * @param limit how many are read
 */
public record FirstRowsSql(
        String pipeline,
        String table,
        String rows,
        String joins,
        String cells,
        String order,
        int limit) {

    /**
     * Reads them if they may have changed; parameters: sources int[] and the version last seen of
     * each bigint[], the sources int[] that were declared then, null for the first time. Answers
     * the sources int[] that are declared, whether the rows may have changed, and of each row, in
     * order, what is shown of it as a JSON array text; one row with null in its place for none.
     *
     * @param everything whether sources that are not named count, too
     */
    public String read(boolean everything) {
        return """
        with declared as materialized (
         select coalesce(array_agg(id order by id), '{}') as ids
          from freshet.source where declared and pipeline = %1$s),
        moved as materialized (
         select d.ids, d.ids is distinct from $3::int[] or exists (
          select from freshet.applied a
           %2$s join unnest($1::int[], $2::bigint[]) as seen (source_id, version)
            on seen.source_id = a.source_id
           where a.source_id = any (d.ids) and a.version > coalesce(seen.version, -1)) as moved
         from declared d)
        select m.ids, m.moved, r.cells from moved m left join lateral (
         select jsonb_build_array(%3$s)::text as cells, row_number() over (order by %4$s) as place
         from (select * from %5$s f where m.moved and f.source_id = any (m.ids)
          order by %4$s limit %6$d) f%7$s) r on true
        order by r.place\
        """
                .formatted(
                        SqlText.literal(pipeline),
                        everything ? "left" : "",
                        cells,
                        order,
                        rows,
                        limit,
                        joins);
    }

    /**
     * Makes the index where it is not there.
     *
     * @param name the index, in quotes
     * @param keys the order as an index of the table has it
     * @param condition which rows count, empty for all
     */
    public String index(String name, String keys, String condition) {
        return "create index if not exists %s on %s (%s)%s"
                .formatted(name, table, keys, condition.isEmpty() ? "" : " where " + condition);
    }
}
