package io.freshet.warehouse.layout;

/** Statements that read the rows that are held of one table of one source. */
public final class HeldRowsSql {

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
     * Checksums computed from the rows themselves; parameter: the source's name. Answers range
     * number, rows, sum of the digests numeric.
     */
    public String checksums() {
        return """
               select %s, count(*), sum(t.row_digest)
               from %s as t join freshet.source s on s.id = t.source_id
               where s.name = $1 group by 1
               """
                .formatted(home.numberOf("t.row_key"), table);
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
