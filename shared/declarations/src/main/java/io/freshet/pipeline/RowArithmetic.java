package io.freshet.pipeline;

import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;

/** What {@code + - * / %} and {@code ||} of two parts are. Numbers are reckoned exactly. */
final class RowArithmetic {

    private RowArithmetic() {}

    /** The operator of an expression, as SQL writes it; empty where it is none of these. */
    static Optional<String> operator(BinaryExpression both) {
        if (both instanceof Addition) {
            return Optional.of("+");
        }
        if (both instanceof Subtraction) {
            return Optional.of("-");
        }
        if (both instanceof Multiplication) {
            return Optional.of("*");
        }
        if (both instanceof Division) {
            return Optional.of("/");
        }
        if (both instanceof Modulo) {
            return Optional.of("%");
        }
        return both instanceof Concat ? Optional.of("||") : Optional.empty();
    }

    /** Both parts with the operator between them; empty where it does not go with their types. */
    static Optional<Operand> of(String operator, Operand left, Operand right) {
        if (operator.equals("||")) {
            return combined(
                    ValueType.TEXT, operator, left.as(ValueType.TEXT), right.as(ValueType.TEXT));
        }
        Optional<Operand> numbers =
                combined(
                        ValueType.NUMBER,
                        operator,
                        left.as(ValueType.NUMBER),
                        right.as(ValueType.NUMBER));
        return numbers.isPresent() || left.type().isEmpty() || right.type().isEmpty()
                ? numbers
                : times(operator, left, left.type().get(), right, right.type().get());
    }

    private static Optional<Operand> combined(
            ValueType result, String operator, Optional<String> left, Optional<String> right) {
        return left.isPresent() && right.isPresent()
                ? Optional.of(
                        Operand.of(
                                result, "(%s %s %s)".formatted(left.get(), operator, right.get())))
                : Optional.empty();
    }

    private static Optional<Operand> times(
            String operator, Operand left, ValueType from, Operand right, ValueType to) {
        boolean plus = operator.equals("+");
        if (!plus && !operator.equals("-")) {
            return Optional.empty();
        }
        if (from == ValueType.DATE && to == ValueType.WHOLE) {
            return plain(ValueType.DATE, left, operator, "(%s)::integer".formatted(right.sql()));
        }
        if (to == ValueType.INTERVAL && movable(from)) {
            return plain(
                    from == ValueType.DATE ? ValueType.TIMESTAMP : from,
                    left,
                    operator,
                    right.sql());
        }
        if (plus || from != to) {
            return Optional.empty();
        }
        return switch (from) {
            case DATE ->
                    Optional.of(
                            Operand.of(
                                    ValueType.WHOLE,
                                    "(%s - %s)::bigint".formatted(left.sql(), right.sql())));
            case TIME, TIMESTAMP, TIMESTAMPTZ ->
                    plain(ValueType.INTERVAL, left, operator, right.sql());
            default -> Optional.empty();
        };
    }

    // How long a day is depends on a zone, so an instant is not moved by an interval.
    private static boolean movable(ValueType type) {
        return type == ValueType.DATE
                || type == ValueType.TIMESTAMP
                || type == ValueType.TIME
                || type == ValueType.INTERVAL;
    }

    private static Optional<Operand> plain(
            ValueType result, Operand left, String operator, String right) {
        return Optional.of(Operand.of(result, "(%s %s %s)".formatted(left.sql(), operator, right)));
    }
}
