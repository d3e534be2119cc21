package io.freshet.pipeline;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.StringValue;

/** Reads the literals of an expression over a row. */
final class RowLiterals {

    private final RowScope scope;

    RowLiterals(RowScope scope) {
        this.scope = scope;
    }

    /** The literal; empty where the expression is none. */
    Optional<Operand> read(Expression expression) {
        if (expression instanceof NullValue) {
            return Optional.of(Operand.ofNull());
        }
        if (expression instanceof BooleanValue value) {
            return Optional.of(Operand.of(ValueType.BOOLEAN, Boolean.toString(value.getValue())));
        }
        if (expression instanceof LongValue || expression instanceof DoubleValue) {
            return Optional.of(number(expression.toString()));
        }
        if (expression instanceof StringValue text) {
            return Optional.of(text(text));
        }
        if (expression instanceof IntervalExpression interval) {
            return Optional.of(interval(interval));
        }
        return Optional.empty();
    }

    private Operand number(String text) {
        for (ValueType type : List.of(ValueType.WHOLE, ValueType.NUMBER)) {
            Optional<String> literal = type.literal(text);
            if (literal.isPresent()) {
                return Operand.of(type, literal.get());
            }
        }
        throw scope.invalid("%s is no number in plain notation".formatted(text));
    }

    private Operand text(StringValue text) {
        if (text.getPrefix() != null
                || text.getValue().indexOf('\0') >= 0
                || text.toString().startsWith("$")) {
            throw scope.invalid(
                    "\"%s\" cannot be used; write texts in plain single quotes".formatted(text));
        }
        return Operand.ofText(text.getValue().replace("''", "'"));
    }

    private Operand interval(IntervalExpression interval) {
        String amount = interval.getParameter() == null ? "" : interval.getParameter();
        String unit = interval.getIntervalType() == null ? "" : " " + interval.getIntervalType();
        String written = amount.replace("'", "") + unit;
        return ValueType.INTERVAL
                .literal(written)
                .map(sql -> Operand.of(ValueType.INTERVAL, sql))
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        "\"%s\" is no interval; write one such as interval '3 days'"
                                                .formatted(interval)));
    }
}
