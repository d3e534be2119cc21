package io.freshet.poller.source.postgres;

import io.freshet.warehouse.layout.Home;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that read a table whose keys are hashes, beside those of {@link PostgresSql}. As
 * no index knows the hashes, each goes through the whole table or through some of its blocks.
 */
final class BlockSql {

    private static final String WITHIN =
            "where t.ctid >= $1::pg_catalog.text::pg_catalog.tid and t.ctid < $2::pg_catalog.text::pg_catalog.tid";

    // Who commits later was under way then, or had not begun.
    private static final String SINCE =
            " and pg_catalog.age(t.xmin) <= pg_catalog.age($6::pg_catalog.text::pg_catalog.xid)";

    /** How many blocks the largest of the relations has that the table consists of. */
    private static final String BLOCKS =
            """
            (%s
            select coalesce(max(pg_catalog.pg_relation_size(f.relid)), 0)
             / pg_catalog.current_setting('block_size')::bigint from family f)"""
                    .formatted(PostgresSql.family("$4"));

    private final PostgresSql sql;
    private final RowExpressions row;
    private final boolean inBlocks;
    private final Map<Reading, String> readings = new HashMap<>();

    private record Reading(boolean asBytes, boolean filtered) {}

    BlockSql(PostgresSql sql, TableShape shape) {
        this.sql = sql;
        this.row = new RowExpressions(shape);
        this.inBlocks = shape.inBlocks();
    }

    /**
     * Per range its number, rows and digest: of a table in blocks $1 the first row's place, $2 the
     * place behind the last one's, $3 the keys of rows to leave out, $4 the relation; else $1 those
     * keys. The last row tells how many blocks there are.
     */
    String sums() {
        return """
        select %1$s, count(*), sum(%2$s), null::bigint from %3$s as t
        where t.%4$s is not null %5$s group by 1
        union all select null, %6$s, %7$s::pg_catalog.numeric, %8$s"""
                .formatted(
                        Home.HASH.numberOf("t." + row.key()),
                        row.digest(),
                        row.rowsWithHash(inBlocks ? WITHIN : ""),
                        row.key(),
                        sql.kept(inBlocks ? 3 : 1),
                        PostgresSql.COST,
                        inBlocks ? BLOCKS : "1",
                        sql.wal());
    }

    /**
     * Rows of some blocks: parameters as of {@link #sums}, and $5 most rows. The last column of the
     * last row tells how many blocks there are, and the oldest transaction that is under way.
     *
     * @param filtered whether rows are left out that were written by transactions before $6
     */
    String read(boolean asBytes, boolean filtered) {
        return readings.computeIfAbsent(new Reading(asBytes, filtered), this::made);
    }

    private String made(Reading reading) {
        return """
        (select %s, null::pg_catalog.text from %s as t where t.%s is not null %s limit $5::bigint)
        union all %s, %s::pg_catalog.text || ' ' || %s"""
                .formatted(
                        sql.rowColumns(reading.asBytes),
                        row.rowsWithHash(reading.filtered ? WITHIN + SINCE : WITHIN),
                        row.key(),
                        sql.kept(3),
                        sql.rowFooter(),
                        BLOCKS,
                        PostgresSql.OLDEST_WRITER);
    }

    /**
     * Key, digest and place of the rows within ranges of keys, each within one of the ranges that
     * are summed up: $1 lowest keys, $2 highest keys, $3 the keys of rows to leave out.
     */
    String digests() {
        return """
        select t.%1$s, %2$s, null::bigint, %3$s
        from unnest($1::bigint[], $2::bigint[]) as span(low, high)
        join %4$s as t on %5$s = %6$s and t.%1$s between span.low and span.high %7$s
        union all select null, %8$s, %9$s, null"""
                .formatted(
                        row.key(),
                        row.digest(),
                        inBlocks ? "t.ctid::pg_catalog.text" : "null::pg_catalog.text",
                        row.from(),
                        Home.HASH.numberOf("t." + row.key()),
                        Home.HASH.numberOf("span.low"),
                        sql.kept(3),
                        PostgresSql.COST,
                        sql.wal());
    }

    /** The rows of some keys: $1 the keys, $2 keys to leave out. */
    String readKeys(boolean asBytes) {
        return rowsOf("", asBytes);
    }

    /** The same of a table in blocks, where rows still are in their places: $3 the places. */
    String readPlaces(boolean asBytes) {
        return rowsOf("where t.ctid = any($3::pg_catalog.text[]::pg_catalog.tid[])", asBytes);
    }

    // Each row is looked up among the keys at once, not compared with each of them.
    private String rowsOf(String condition, boolean asBytes) {
        return """
        select %s from %s as t join unnest($1::bigint[]) as k(key) on t.%s = k.key
        where true %s union all %s"""
                .formatted(
                        sql.rowColumns(asBytes),
                        row.rowsWithHash(condition),
                        row.key(),
                        sql.kept(2),
                        sql.rowFooter());
    }

    /** All statements about a table whose keys are hashes. */
    List<String> all() {
        List<String> all =
                new ArrayList<>(
                        List.of(sums(), digests(), readKeys(false), readKeys(true), names()));
        if (inBlocks) {
            all.addAll(List.of(read(false, false), read(true, true), readPlaces(false)));
        }
        return all;
    }

    /** What people call the rows of some keys: $1 the keys. Answers key and name. */
    String names() {
        return """
        select n.key, pg_catalog.string_agg(distinct n.name, ' and ') from (
          select %s as key, %s as name from %s as t offset 0) as n
        join unnest($1::bigint[]) as k(key) on k.key = n.key group by 1"""
                .formatted(row.hash(), row.keyText(), sql.relation());
    }
}
