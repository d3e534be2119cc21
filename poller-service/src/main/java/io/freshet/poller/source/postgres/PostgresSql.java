package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.KeyRanges;
import java.util.stream.Collectors;

/**
 * The statements that read one table. All identifiers are quoted and all values are parameters.
 *
 * <p>The digest of a row is a chain of {@code hashtextextended(column, seed)}, seeded with the key;
 * NULL is hashed as {@link #NULL_STAND_IN}. It is computed by the source, once when a row is read
 * and again by every sweep, so it may differ between sources but not between the two.
 */
final class PostgresSql {

    /** Longer values, in bytes, are trimmed and cut at the source: none of them is a number. */
    static final int LONGEST_VALUE = 4_096;

    private static final String NULL_STAND_IN = "E'\\x01\\x02(null)\\x03'";
    private static final String WHITE_SPACE = "E' \\t\\n\\r\\f\\v'";

    private final TableDefinition table;
    private final RowTime rowTime;

    PostgresSql(TableDefinition table, RowTime rowTime) {
        this.table = table;
        this.rowTime = rowTime;
    }

    // Keys are given as bigint whatever the column is: the ends of a range may be beyond its type.

    /** Rows within ranges of keys: $1 lowest keys, $2 highest keys, $3 most rows. */
    String probe() {
        return """
        select r.* from unnest($1::bigint[], $2::bigint[]) as gap(low, high)
        cross join lateral (
          select %s from %s as t where t.%s between gap.low and gap.high order by t.%s limit $3
        ) as r limit $3"""
                .formatted(rowColumns(), relation(), key(), key());
    }

    /** All rows within one range of keys: $1 lowest, $2 highest, in order of the key. */
    String readRange() {
        return "select %s from %s as t where t.%s between $1::bigint and $2::bigint order by t.%s"
                .formatted(rowColumns(), relation(), key(), key());
    }

    /** Key and digest of the rows within ranges of keys: $1 lowest keys, $2 highest keys. */
    String digests() {
        return """
        select t.%1$s::bigint, %2$s from unnest($1::bigint[], $2::bigint[]) as range(low, high)
        join %3$s as t on t.%1$s between range.low and range.high"""
                .formatted(key(), digest(), relation());
    }

    /** The rows of some keys: $1 the keys. */
    String readKeys() {
        return "select %s from %s as t where t.%s = any($1::bigint[])"
                .formatted(rowColumns(), relation(), key());
    }

    /** Rows and digest per range of keys: $1 lowest, $2 highest. */
    String sumRanges() {
        return """
        select t.%1$s::bigint >> %2$d, count(*), sum(%3$s) from %4$s as t
        where t.%1$s between $1::bigint and $2::bigint group by 1"""
                .formatted(key(), KeyRanges.SHIFT, digest(), relation());
    }

    /** The highest key, or no row. */
    String highestKey() {
        return "select t.%1$s::bigint from %2$s as t order by t.%1$s desc limit 1"
                .formatted(key(), relation());
    }

    /** The table's name as {@code to_regclass} takes it. */
    String regclass() {
        return relation();
    }

    private String rowColumns() {
        return "t.%s::bigint, %s, %s, %s"
                .formatted(
                        key(),
                        digest(),
                        time(),
                        table.columns().stream()
                                .map(column -> bounded(text(column)))
                                .collect(Collectors.joining(", ")));
    }

    private String digest() {
        String chain = "t." + key() + "::bigint";
        for (ColumnDefinition column : table.columns()) {
            chain =
                    "hashtextextended(coalesce(%s, %s) collate \"C\", %s)"
                            .formatted(text(column), NULL_STAND_IN, chain);
        }
        return chain;
    }

    private String time() {
        return switch (rowTime) {
            case NONE -> "null::bigint";
            case COMMIT -> micros("pg_xact_commit_timestamp(t.xmin)");
            case COLUMN -> micros("t." + quoted(table.time().orElseThrow()));
        };
    }

    private static String micros(String timestamp) {
        return """
        case when %1$s between '0001-01-01' and '9999-12-31' \
        then (extract(epoch from %1$s) * 1000000)::bigint end"""
                .formatted(timestamp);
    }

    private static String bounded(String text) {
        return "case when octet_length(%1$s) > %2$d then left(btrim(%1$s, %3$s), %2$d) else %1$s end"
                .formatted(text, LONGEST_VALUE, WHITE_SPACE);
    }

    private static String text(ColumnDefinition column) {
        String name = "t." + quoted(column.name());
        // Without a cast a prepared statement fails as soon as the column gets another type.
        boolean isText = column.sourceType().filter("text"::equals).isPresent();
        return isText ? name : name + "::text";
    }

    private String relation() {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    private String key() {
        return quoted(table.key());
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
