package io.freshet.pipeline;

import java.util.Optional;

/**
 * A part of an expression over a row, as SQL.
 *
 * @param sql the part, in brackets wherever that matters
 * @param type of its values; empty for what takes the type that is needed: NULL, and texts in
 *     quotes
 * @param quoted the text in quotes, if it is nothing else
 */
record Operand(String sql, Optional<ValueType> type, Optional<String> quoted) {

    static Operand of(ValueType type, String sql) {
        return new Operand(sql, Optional.of(type), Optional.empty());
    }

    static Operand ofNull() {
        return new Operand("null", Optional.empty(), Optional.empty());
    }

    static Operand ofText(String text) {
        return new Operand(
                ValueType.TEXT.literal(text).orElseThrow(), Optional.empty(), Optional.of(text));
    }

    /** As errors say what it is. */
    String told() {
        return type.map(ValueType::told).orElse(quoted.isPresent() ? "a text" : "NULL");
    }

    /** The same as a value of a type; empty where it is none. */
    Optional<String> as(ValueType wanted) {
        if (type.isEmpty()) {
            return quoted.isPresent() ? literal(wanted) : Optional.of("null::" + wanted.sql());
        }
        if (type.get() == wanted) {
            return Optional.of(sql);
        }
        return type.get() == ValueType.WHOLE && wanted == ValueType.NUMBER
                ? Optional.of("(%s)::numeric".formatted(sql))
                : Optional.empty();
    }

    private Optional<String> literal(ValueType wanted) {
        return wanted == ValueType.TEXT ? Optional.of(sql) : quoted.flatMap(wanted::literal);
    }
}
