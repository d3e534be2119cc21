package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the values of an expression over a row are; all whole numbers are of one type. */
public enum ValueType {
    WHOLE("bigint", "a whole number"),
    NUMBER("numeric", "a number"),
    TEXT("text", "text"),
    BOOLEAN("boolean", "true or false"),
    DATE("date", "a date"),
    TIME("time", "a time of day"),
    TIMESTAMP("timestamp", "a timestamp"),
    TIMESTAMPTZ("timestamptz", "an instant"),
    INTERVAL("interval", "an interval"),
    UUID("uuid", "a uuid"),
    JSON("jsonb", "JSON");

    private static final Pattern SPAN =
            Pattern.compile(
                    "([-+]?[0-9]{1,9} ?(second|minute|hour|day|week|month|mon|year)s?( |$))+");

    private final String sql;
    private final String told;

    ValueType(String sql, String told) {
        this.sql = sql;
        this.told = told;
    }

    /** How SQL writes it. */
    public String sql() {
        return sql;
    }

    /** How errors name it. */
    String told() {
        return told;
    }

    boolean isNumber() {
        return this == WHOLE || this == NUMBER;
    }

    /** Whether values order in time. */
    boolean isTime() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
    }

    /** The type of the values of a column. */
    static ValueType of(ColumnType type) {
        String held = type.warehouseType();
        return held.equals("smallint") || held.equals("integer")
                ? WHOLE
                : Arrays.stream(values())
                        .filter(candidate -> candidate.sql.equals(held))
                        .findFirst()
                        .orElseThrow();
    }

    /** The type of a column that holds such values. */
    ColumnType column() {
        return ColumnType.named(sql);
    }

    /** A literal of this type; empty where the text is no value of it. */
    Optional<String> literal(String text) {
        String value = this == TEXT ? text : column().shaped(text.strip());
        boolean fits =
                (this == INTERVAL && SPAN.matcher(value).matches())
                        || column().rejection(value, value, false).isEmpty();
        return fits
                ? Optional.of("%s::%s".formatted(SqlText.literal(value), sql))
                : Optional.empty();
    }
}
