package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;

/** Reads what an expression over a row takes out of JSON. */
final class RowMembers {

    /** As PostgreSQL writes an array of texts that need no quotes. */
    private static final Pattern PATH = Pattern.compile("\\{[^\"{}\\\\,]+(,[^\"{}\\\\,]+)*\\}");

    private final RowScope scope;

    RowMembers(RowScope scope) {
        this.scope = scope;
    }

    /**
     * Reads {@code doc -> 'key' ->> 'key'}.
     *
     * @param document the SQL of what it is taken out of
     */
    Operand read(String document, JsonExpression json) {
        return member(Operand.of(ValueType.JSON, document), json, json);
    }

    // The parser takes what follows the first arrow for its key.
    private Operand member(Operand of, JsonExpression json, JsonExpression whole) {
        Operand value = of;
        for (Map.Entry<Expression, String> step : json.getIdentList()) {
            Expression key = step.getKey();
            String operator = step.getValue();
            if (key instanceof JsonExpression more) {
                value = member(value, operator, more.getExpression(), whole);
                value = member(value, more, whole);
            } else {
                value = member(value, operator, key, whole);
            }
        }
        return value;
    }

    private Operand member(Operand of, String operator, Expression key, JsonExpression whole) {
        if (operator.startsWith("#")) {
            return path(of, operator, key, whole);
        }
        boolean known = operator.equals("->") || operator.equals("->>");
        if (!known
                || !of.type().equals(Optional.of(ValueType.JSON))
                || !(key instanceof StringValue || key instanceof LongValue)) {
            throw refused(whole);
        }
        Operand place = new RowLiterals(scope).read(key).orElseThrow();
        return Operand.of(
                operator.equals("->>") ? ValueType.TEXT : ValueType.JSON,
                "(%s %s %s)"
                        .formatted(
                                of.sql(),
                                operator,
                                key instanceof StringValue
                                        ? place.sql()
                                        : "(%s)::integer".formatted(place.sql())));
    }

    /** What is at the end of a path, as in {@code doc #>> '{a,b}'}. */
    private Operand path(Operand of, String operator, Expression key, JsonExpression whole) {
        if (!operator.matches("#>>?")
                || !of.type().equals(Optional.of(ValueType.JSON))
                || !(key instanceof StringValue text)
                || !PATH.matcher(text.getNotExcapedValue()).matches()) {
            throw refused(whole);
        }
        return Operand.of(
                operator.equals("#>>") ? ValueType.TEXT : ValueType.JSON,
                "(%s %s %s::text[])"
                        .formatted(of.sql(), operator, SqlText.literal(text.getNotExcapedValue())));
    }

    private RuntimeException refused(JsonExpression whole) {
        return scope.invalid(
                "\"%s\" cannot be used; write -> and a key, ->> and a key last, or #>> and a path, and brackets around it all, as in (doc -> 'a' ->> 'b') or (doc #>> '{a,b}')"
                        .formatted(whole));
    }
}
