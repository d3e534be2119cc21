package io.freshet.poller.source.postgres;

import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statements that read one table. All identifiers are quoted, all values are parameters, and
 * all functions are called by their full names, as a role's own may have the same ({@code unnest}
 * of several arrays is grammar, and always PostgreSQL's own).
 *
 * <p>Every statement that reads rows ends with one row more, whose key is null: what it cost in
 * microseconds, and where the server's history stood ({@link ReadFooter}). The last parameter is
 * the keys of rows to leave out.
 */
final class PostgresSql {

    static final String COST =
            "(extract(epoch from pg_catalog.clock_timestamp() - pg_catalog.now()) * 1000000)::bigint";
    private static final String WAL =
            "(case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()"
                    + " else pg_catalog.pg_current_wal_insert_lsn() end"
                    + " - '0/0'::pg_catalog.pg_lsn)::bigint";

    /** On a standby what its data is as of: empty for now, as it has replayed all that it got. */
    private static final String REPLAYED =
            """
            case when pg_catalog.pg_is_in_recovery() then coalesce(
              case when not exists (select from pg_catalog.pg_stat_wal_receiver)
                     or pg_catalog.pg_last_wal_receive_lsn() is distinct from pg_catalog.pg_last_wal_replay_lsn()
              then ((extract(epoch from coalesce(pg_catalog.pg_last_xact_replay_timestamp(),
                       (select c.checkpoint_time from pg_catalog.pg_control_checkpoint() as c)))
                     * 1000000)::bigint)::pg_catalog.text end, '') end""";

    /**
     * The oldest transaction that may still write: what is written later is its or a younger one's.
     */
    static final String OLDEST_WRITER =
            "(pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8 & 4294967295)::pg_catalog.text";

    private static final String FAMILY =
            """
            with recursive family(relid) as (
              select pg_catalog.to_regclass(%s)::pg_catalog.oid
              union select i.inhrelid from pg_catalog.pg_inherits i join family f on i.inhparent = f.relid)""";

    private final TableShape shape;
    private final RowExpressions row;
    private final boolean positions;

    /** Both ways to probe, each made when it is first asked for and then kept for all polls. */
    private final Map<Boolean, String> probes = new HashMap<>();

    /**
     * @param positions whether the server can tell how far its history went
     */
    PostgresSql(TableShape shape, boolean positions) {
        this.shape = shape;
        this.row = new RowExpressions(shape);
        this.positions = positions;
    }

    /**
     * Begins a statement about a relation and all that inherit from it, {@code family(relid)}.
     *
     * @param relation the parameter that names it
     */
    static String family(String relation) {
        return FAMILY.formatted(relation);
    }

    // Keys are given as bigint whatever the column is: the ends of a range may be beyond its type.

    /** Rows within ranges of keys: $1 lowest keys, $2 highest keys, $3 most rows. */
    String probe(boolean asBytes) {
        return probes.computeIfAbsent(asBytes, this::madeProbe);
    }

    private String madeProbe(boolean asBytes) {
        return """
        (select r.* from unnest($1::bigint[], $2::bigint[]) as gap(low, high)
        cross join lateral (
          select %1$s from %2$s as t where t.%3$s between gap.low and gap.high %4$s
          order by t.%3$s limit $3::bigint
        ) as r limit $3::bigint) union all %5$s"""
                .formatted(rowColumns(asBytes), row.from(), row.key(), kept(4), rowFooter());
    }

    /** All rows within one range of keys: $1 lowest, $2 highest, in order of the key. */
    String readRange(boolean asBytes) {
        return """
        (select %s from %s as t where t.%s between $1::bigint and $2::bigint %s
        order by t.%3$s) union all %5$s"""
                .formatted(rowColumns(asBytes), row.from(), row.key(), kept(3), rowFooter());
    }

    /** The rows of some keys: $1 the keys. */
    String readKeys(boolean asBytes) {
        return "select %s from %s as t where t.%s = any($1::bigint[]) %s union all %s"
                .formatted(rowColumns(asBytes), row.from(), row.key(), kept(2), rowFooter());
    }

    /** Keys of the rows within ranges, no values: $1 lowest keys, $2 highest keys, $3 most rows. */
    String keys() {
        return """
        select r.k from unnest($1::bigint[], $2::bigint[]) as gap(low, high)
        cross join lateral (
          select t.%1$s::bigint as k from %2$s as t where t.%1$s between gap.low and gap.high %3$s
          order by t.%1$s limit $3::bigint
        ) as r limit $3::bigint"""
                .formatted(row.key(), row.from(), kept(4));
    }

    /** Key and digest of the rows within ranges of keys: $1 lowest keys, $2 highest keys. */
    String digests() {
        return """
        select t.%1$s::bigint, %2$s, null from unnest($1::bigint[], $2::bigint[]) as span(low, high)
        join %3$s as t on t.%1$s between span.low and span.high %4$s union all %5$s"""
                .formatted(row.key(), row.digest(), row.from(), kept(3), footer());
    }

    /**
     * Per part of a range of keys its number, rows, digest and a key that is double or null: $1
     * lowest, $2 highest. The last column of the last row is the mark that {@link #written} takes.
     */
    String sumRanges() {
        return shape.unique() ? sumRows() : sumKeys();
    }

    private String sumRows() {
        return """
        select %2$s, count(*), sum(%3$s), null::bigint, null::pg_catalog.text from %4$s as t
        where t.%1$s between $1::bigint and $2::bigint %5$s group by 1 union all %6$s"""
                .formatted(
                        row.key(),
                        shape.table().home().partOf("t." + row.key() + "::bigint"),
                        row.digest(),
                        row.from(),
                        kept(3),
                        sumFooter());
    }

    private String sumKeys() {
        return """
        select %2$s, count(*), sum(k.digest), min(k.key) filter (where k.rows > 1),
          null::pg_catalog.text from (
          select t.%1$s::bigint as key, min(%3$s) as digest, count(*) as rows from %4$s as t
          where t.%1$s between $1::bigint and $2::bigint %5$s group by 1
        ) as k group by 1 union all %6$s"""
                .formatted(
                        row.key(),
                        shape.table().home().partOf("k.key"),
                        row.digest(),
                        row.from(),
                        kept(3),
                        sumFooter());
    }

    /**
     * One row: null, cost, position, how many rows there are within a range of keys, key and digest
     * of those written since a mark, and a new mark: $1 lowest, $2 highest, $4 the mark, $5 most
     * rows.
     */
    String written() {
        return """
        select null::bigint, %1$s, %2$s, count(*),
          (pg_catalog.array_agg((t.%3$s::bigint)::pg_catalog.text || ' ' || (%4$s)::pg_catalog.text)
            filter (where pg_catalog.age(t.xmin)
              <= (select pg_catalog.age($4::pg_catalog.text::pg_catalog.xid))))[1:$5::int],
          %7$s
        from %5$s as t where t.%3$s between $1::bigint and $2::bigint %6$s"""
                .formatted(
                        COST, wal(), row.key(), row.digest(), row.from(), kept(3), OLDEST_WRITER);
    }

    /** The lowest key from one on, or no row: $1 that one. */
    String lowestKey() {
        return "select t.%1$s::bigint from %2$s as t where t.%1$s >= $1::bigint %3$s order by t.%1$s limit 1"
                .formatted(row.key(), row.from(), kept(2));
    }

    /** The highest key, or no row; none where keys are hashes. */
    String highestKey() {
        if (shape.table().home() == Home.HASH) {
            return "select null::bigint where false";
        }
        return "select t.%1$s::bigint from %2$s as t where t.%1$s is not null order by t.%1$s desc limit 1"
                .formatted(row.key(), relation());
    }

    /** How many rows have no key: $1 how many to count at the most. */
    String nullKeys() {
        return "select count(*) from (select from %s as t where %s limit $1::bigint) as n"
                .formatted(relation(), row.withoutKey());
    }

    /** All statements about a table whose keys are whole numbers. */
    List<String> all() {
        return List.of(
                probe(false),
                probe(true),
                readRange(false),
                readKeys(false),
                readKeys(true),
                keys(),
                digests(),
                sumRanges(),
                lowestKey(),
                highestKey(),
                nullKeys());
    }

    /** The table's name as {@code to_regclass} takes it. */
    String relation() {
        return shape.table().relation().sql();
    }

    /** Key, digest, time and values of a row. */
    String rowColumns(boolean asBytes) {
        return "t.%s::bigint, %s, %s, %s"
                .formatted(
                        row.key(),
                        row.digest(),
                        row.time(),
                        shape.columns().stream()
                                .map(column -> asBytes ? row.bytes(column) : row.value(column))
                                .collect(Collectors.joining(", ")));
    }

    /** Leaves out rows, whose keys are a parameter. */
    String kept(int parameter) {
        return "and t.%s <> all($%d::bigint[])".formatted(row.key(), parameter);
    }

    /** The last row of a statement that reads rows. */
    String rowFooter() {
        String none = ", null".repeat(shape.columns().size() - 1);
        return "select null, %s, %s, %s%s".formatted(COST, wal(), replayed(), none);
    }

    private String footer() {
        // Three columns: cost in the place of the digest, and the position.
        return "select null, %s, %s".formatted(COST, wal());
    }

    private String sumFooter() {
        return "select null, %s, null, %s, %s"
                .formatted(
                        COST,
                        wal(),
                        shape.tellsWritten() ? OLDEST_WRITER : "null::pg_catalog.text");
    }

    /** Where the server's history stands, or null. */
    String wal() {
        return positions ? WAL : "null::bigint";
    }

    private String replayed() {
        return positions ? REPLAYED : "null::pg_catalog.text";
    }
}
