package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ValueLimits;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.warehouse.layout.SqlText;
import java.util.Set;

/**
 * What is computed of one row, called t, at the source.
 *
 * <p>Values are cut before anything else is done with them: what is cut off is then never read from
 * disk, whatever its size. The digest of a row is a chain of {@code hashtextextended(value, seed)},
 * seeded with key and meaning, over the declared time column, and over each value as it is cut with
 * its full length. It is computed by the source, once when a row is read and again by every
 * comparison, so it may differ between sources but not between the two.
 */
final class RowExpressions {

    /** Longer values, in bytes, are cut to as many characters: none of them is a number. */
    static final int LONGEST_VALUE = ValueLimits.CUT_LENGTH;

    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
    private static final String NULL_STAND_IN = "E'\\x01\\x02(null)\\x03'";

    private final TableShape shape;

    RowExpressions(TableShape shape) {
        this.shape = shape;
    }

    /** The key's quoted name. */
    String key() {
        return SqlText.quoted(shape.table().key().get(0).source());
    }

    String digest() {
        String chain = "(t.%s::bigint # '%d'::bigint)".formatted(key(), shape.meaning());
        if (shape.rowTime() == RowTime.COLUMN) {
            chain = hashed("(%s)::pg_catalog.text".formatted(time()), chain);
        }
        for (ColumnDefinition column : shape.table().columns()) {
            chain = hashed(cutWithLength(text(column)), chain);
        }
        return chain;
    }

    private static String hashed(String text, String seed) {
        return "pg_catalog.hashtextextended(coalesce(%s, %s) collate \"C\", %s)"
                .formatted(text, NULL_STAND_IN, seed);
    }

    /** Microseconds since 1970 UTC, or null. */
    String time() {
        return switch (shape.rowTime()) {
            case NONE -> "null::bigint";
            case COMMIT -> micros("pg_catalog.pg_xact_commit_timestamp(t.xmin)");
            case COLUMN -> micros(declaredTime());
        };
    }

    private String declaredTime() {
        String column = "t." + SqlText.quoted(shape.table().time().orElseThrow());
        return shape.timeZone()
                .map(zone -> "pg_catalog.timezone('%s', %s)".formatted(zone.getId(), column))
                .orElse(column);
    }

    private static String micros(String timestamp) {
        return """
        case when %1$s between '0001-01-01' and '9999-12-31' \
        then (extract(epoch from %1$s) * 1000000)::bigint end\
        """
                .formatted(timestamp);
    }

    /** A value as text. */
    String value(ColumnDefinition column) {
        String text = text(column);
        return "case when %s then %s else %s end".formatted(isLong(text), cut(text), text);
    }

    /** A value as the hex digits of its bytes, whatever they are. */
    String bytes(ColumnDefinition column) {
        return "pg_catalog.encode(pg_catalog.convert_to(%s, pg_catalog.getdatabaseencoding()), 'hex')"
                .formatted(value(column));
    }

    private static String cutWithLength(String text) {
        return "case when %1$s then %2$s || ' ' || pg_catalog.octet_length(%3$s)::pg_catalog.text else %3$s end"
                .formatted(isLong(text), cut(text), text);
    }

    private static String isLong(String text) {
        return "pg_catalog.octet_length(%s) > %d".formatted(text, LONGEST_VALUE);
    }

    private static String cut(String text) {
        return "pg_catalog.\"left\"(%s, %d)".formatted(text, LONGEST_VALUE);
    }

    private String text(ColumnDefinition column) {
        String name = "t." + SqlText.quoted(column.source());
        String type = shape.types().getOrDefault(column.source(), "");
        // Without a cast a prepared statement fails as soon as the column gets another type.
        if (type.equals("text") && column.sourceType().filter("text"::equals).isPresent()) {
            return name;
        }
        String printed = name + "::pg_catalog.text";
        return TEXTS.contains(type)
                ? printed
                : "case when pg_catalog.pg_column_size(%1$s) > %2$d then '(' || pg_catalog.pg_column_size(%1$s)::pg_catalog.text || ' bytes)' else %3$s end"
                        .formatted(name, PollerLimits.PRINTED_BYTES, printed);
    }
}
