package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.KeyForm;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a star table's column.
 *
 * @param sql how SQL writes it
 * @param values what expressions for it must be
 */
public record StarType(String sql, ValueType values) {

    static final String FORMS =
            "integer, bigint, numeric, numeric(10,2), varchar, varchar(3), text, boolean, date, time, timestamp, timestamptz";

    /** What declarations may call a type. */
    static KeyForm form() {
        return new KeyForm.Words(
                PLAIN.keySet().stream().sorted().toList(),
                Optional.of(Pattern.compile(SIZED.pattern().replace(",(", ", ?("))),
                "one of " + FORMS);
    }

    private static final Map<String, ValueType> PLAIN =
            Map.of(
                    "integer", ValueType.WHOLE,
                    "bigint", ValueType.WHOLE,
                    "numeric", ValueType.NUMBER,
                    "varchar", ValueType.TEXT,
                    "text", ValueType.TEXT,
                    "boolean", ValueType.BOOLEAN,
                    "date", ValueType.DATE,
                    "time", ValueType.TIME,
                    "timestamp", ValueType.TIMESTAMP,
                    "timestamptz", ValueType.TIMESTAMPTZ);
    private static final Pattern SIZED =
            Pattern.compile(
                    "varchar\\((?<length>[1-9][0-9]{0,3})\\)"
                            + "|numeric\\((?<digits>[1-9][0-9]{0,2}),(?<scale>[0-9]{1,2})\\)");

    /** The type that a declaration means; empty where there is none. */
    static Optional<StarType> of(String word) {
        String bare = word.replace(" ", "");
        if (PLAIN.containsKey(bare)) {
            return Optional.of(new StarType(bare, PLAIN.get(bare)));
        }
        Matcher sized = SIZED.matcher(bare);
        if (!sized.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new StarType(
                        bare, sized.group("length") != null ? ValueType.TEXT : ValueType.NUMBER));
    }

    /** Whether expressions of a type can be given to such a column. */
    boolean takes(ValueType given) {
        return given == values || (values == ValueType.NUMBER && given == ValueType.WHOLE);
    }

    /**
     * Why a value cannot be held unchanged, as an expression that is null where it can; empty where
     * all can.
     *
     * @param value an expression of the type that values are of
     */
    public Optional<String> misfit(String value) {
        Matcher sized = SIZED.matcher(sql);
        if (sql.equals("integer")) {
            return Optional.of(
                    when(value + " not between -2147483648 and 2147483647", "it is no integer"));
        }
        if (!sized.matches()) {
            return Optional.empty();
        }
        String length = sized.group("length");
        return Optional.of(
                length != null
                        ? when(
                                "length(%s) > %s".formatted(value, length),
                                "it is longer than " + length + " characters")
                        : when(
                                "(%1$s)::numeric <> round(%1$s, %2$s) or abs(%1$s) >= 1e%3$d"
                                        .formatted(
                                                value,
                                                sized.group("scale"),
                                                Integer.parseInt(sized.group("digits"))
                                                        - Integer.parseInt(sized.group("scale"))),
                                "it does not fit into " + sql));
    }

    private static String when(String condition, String reason) {
        return "case when %s then %s end".formatted(condition, SqlText.literal(reason));
    }

    /** A value as SQL writes it; empty where it is none of this type. */
    Optional<String> literal(String text) {
        Matcher sized = SIZED.matcher(sql);
        boolean tooLong =
                sized.matches()
                        && sized.group("length") != null
                        && text.length() > Integer.parseInt(sized.group("length"));
        return tooLong
                ? Optional.empty()
                : values.literal(text).map(value -> "(%s)::%s".formatted(value, sql));
    }
}
