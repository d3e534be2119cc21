package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.ValueLimits;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.SqlText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is computed of one row, called t, at the source.
 *
 * <p>A key that is no whole number is a chain of hashes over its columns as they are printed;
 * numbers that are equal count as the same, however they are printed.
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

    /** Types of which every value is printed shorter than anything is cut. */
    private static final Set<String> SHORT =
            Set.of(
                    "smallint",
                    "integer",
                    "bigint",
                    "real",
                    "double precision",
                    "boolean",
                    "uuid",
                    "date",
                    "time without time zone",
                    "timestamp without time zone",
                    "timestamp with time zone");

    /** Types of which equal values are printed in several ways. */
    private static final Set<String> ROUNDED = Set.of("numeric", "real", "double precision");

    /** A number of fewer bytes has less than 1,000 digits before the point and the same behind. */
    private static final int SHORT_NUMBER_BYTES = 500;

    private static final int SHORT_NUMBER_SCALE = 1_000;
    private static final int NAMED_CHARACTERS = 64;

    private final TableShape shape;
    private final boolean hashed;
    private final String hash;

    RowExpressions(TableShape shape) {
        this.shape = shape;
        this.hashed = shape.table().home() == Home.HASH;
        this.hash = free("row key");
    }

    /** A name that no column has that is read. */
    private String free(String name) {
        return shape.types().containsKey(name)
                        || shape.table().time().filter(name::equals).isPresent()
                ? free(name + "'")
                : name;
    }

    /** The key's quoted name in {@link #from}. */
    String key() {
        return SqlText.quoted(hashed ? hash : shape.table().key().get(0).source());
    }

    /** What rows are selected from. */
    String from() {
        return hashed ? rowsWithHash("") : shape.table().relation().sql();
    }

    /**
     * The rows with the hash of their keys, null where a column of the key is, and where the table
     * has blocks their places. Offset 0 keeps the hash from being computed wherever it is used.
     *
     * @param condition which rows, of a relation called t
     */
    String rowsWithHash(String condition) {
        Set<String> columns = new LinkedHashSet<>();
        shape.types().keySet().forEach(column -> columns.add(SqlText.quoted(column)));
        if (shape.rowTime() == RowTime.COLUMN) {
            columns.add(SqlText.quoted(shape.table().time().orElseThrow()));
        }
        if (shape.rowTime() == RowTime.COMMIT) {
            columns.add("xmin");
        }
        if (shape.inBlocks()) {
            columns.add("ctid");
        }
        return "(select %s as %s, %s from %s as t %s offset 0)"
                .formatted(
                        hash(),
                        SqlText.quoted(hash),
                        columns.stream()
                                .sorted()
                                .map(name -> "t." + name)
                                .collect(Collectors.joining(", ")),
                        shape.table().relation().sql(),
                        condition);
    }

    /** The hash of the key of a row of the relation. */
    String hash() {
        String chain = "0";
        for (KeyColumn column : shape.table().key()) {
            chain = hash(column, chain);
        }
        return chain;
    }

    // Printing costs more than all else, so that what need not be printed is not.
    private String hash(KeyColumn column, String seed) {
        String name = "t." + SqlText.quoted(column.source());
        return switch (shape.types().getOrDefault(column.source(), "")) {
            case "uuid" -> "pg_catalog.uuid_hash_extended(%s, %s)".formatted(name, seed);
            case "smallint", "integer", "bigint" ->
                    "pg_catalog.hashint8extended(%s::bigint, %s)".formatted(name, seed);
            default ->
                    "pg_catalog.hashtextextended(%s collate \"C\", %s)"
                            .formatted(told(column), seed);
        };
    }

    /** What tells a key's column apart: the same text for values that are equal. */
    private String told(KeyColumn column) {
        String name = "t." + SqlText.quoted(column.source());
        return switch (shape.types().getOrDefault(column.source(), "")) {
            // 1.0 is 1.00, and -0 is 0.
            case "numeric" ->
                    "case when pg_catalog.strpos(%1$s::pg_catalog.text, '.') > 0 then pg_catalog.rtrim(pg_catalog.rtrim(%1$s::pg_catalog.text, '0'), '.') else %1$s::pg_catalog.text end"
                            .formatted(name);
            case "real", "double precision" -> "(%s + 0)::pg_catalog.text".formatted(name);
            default -> name + "::pg_catalog.text";
        };
    }

    /** Whether a row of the relation has no key. */
    String withoutKey() {
        return shape.table().key().stream()
                .map(column -> "t.%s is null".formatted(SqlText.quoted(column.source())))
                .collect(Collectors.joining(" or "));
    }

    /** The key of a row of the relation as people write it, cut where it is long. */
    String keyText() {
        String parts =
                shape.table().key().stream()
                        .map(
                                column ->
                                        "pg_catalog.\"left\"(t.%s::pg_catalog.text, %d)"
                                                .formatted(
                                                        SqlText.quoted(column.source()),
                                                        NAMED_CHARACTERS))
                        .collect(Collectors.joining(" || ', ' || "));
        return shape.table().key().size() == 1 ? parts : "'(' || " + parts + " || ')'";
    }

    String digest() {
        String chain = "(t.%s::bigint # '%d'::bigint)".formatted(key(), shape.meaning());
        if (shape.rowTime() == RowTime.COLUMN) {
            chain = hashed("(%s)::pg_catalog.text".formatted(time()), chain);
        }
        for (ColumnDefinition column : shape.columns()) {
            if (!isInHash(column)) {
                chain = hashed(digested(column), chain);
            }
        }
        return chain;
    }

    /** Whether the hash of the key, which is the seed, covers all that is printed of a column. */
    private boolean isInHash(ColumnDefinition column) {
        boolean rounded = ROUNDED.contains(shape.types().getOrDefault(column.source(), ""));
        return hashed
                && !rounded
                && shape.table().key().stream()
                        .anyMatch(part -> part.source().equals(column.source()));
    }

    /** A value as digests have it: cut where it is long, with its full length. */
    private String digested(ColumnDefinition column) {
        if (isShort(column)) {
            return text(column);
        }
        String any = cutWithLength(text(column));
        // Most numbers are known to be short before they are printed, which costs more than that.
        return shape.types().getOrDefault(column.source(), "").equals("numeric")
                ? "case when pg_catalog.pg_column_size(%1$s) < %2$d and pg_catalog.scale(%1$s) < %3$d then %1$s::pg_catalog.text else %4$s end"
                        .formatted(
                                "t." + SqlText.quoted(column.source()),
                                SHORT_NUMBER_BYTES,
                                SHORT_NUMBER_SCALE,
                                any)
                : any;
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
        if (isShort(column)) {
            return text;
        }
        return "case when %s then %s else %s end".formatted(isLong(text), cut(text), text);
    }

    /** A value as the hex digits of its bytes, whatever they are. */
    String bytes(ColumnDefinition column) {
        return "pg_catalog.encode(pg_catalog.convert_to(%s, pg_catalog.getdatabaseencoding()), 'hex')"
                .formatted(value(column));
    }

    private boolean isShort(ColumnDefinition column) {
        return SHORT.contains(shape.types().getOrDefault(column.source(), ""));
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
        return column.isFurther()
                ? FurtherColumns.text(shape.further(), name -> value(ColumnDefinition.text(name)))
                : printed(column);
    }

    private String printed(ColumnDefinition column) {
        String name = "t." + SqlText.quoted(column.source());
        String type = shape.types().getOrDefault(column.source(), "");
        // Without a cast a prepared statement fails as soon as the column gets another type.
        if (type.equals("text") && column.sourceType().filter("text"::equals).isPresent()) {
            return name;
        }
        String printed = name + "::pg_catalog.text";
        return TEXTS.contains(type) || SHORT.contains(type)
                ? printed
                : "case when pg_catalog.pg_column_size(%1$s) > %2$d then '(' || pg_catalog.pg_column_size(%1$s)::pg_catalog.text || ' bytes)' else %3$s end"
                        .formatted(name, PollerLimits.PRINTED_BYTES, printed);
    }
}
