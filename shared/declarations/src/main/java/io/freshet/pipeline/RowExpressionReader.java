package io.freshet.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;

/**
 * Reads an expression over the columns of one row, and prints it anew as SQL: what is not known
 * here is refused, and nothing that was written reaches a statement but values in quotes.
 */
final class RowExpressionReader {

    private final RowScope scope;
    private final RowTimes times;
    private final RowConditions conditions;
    private final RowCalls calls;

    RowExpressionReader(RowScope scope) {
        this.scope = scope;
        this.times = new RowTimes(scope);
        this.conditions = new RowConditions(scope, this);
        this.calls = new RowCalls(scope, this, times);
    }

    Operand read(Expression expression) {
        if (expression instanceof Column column) {
            return column(column);
        }
        if (expression instanceof ExpressionList<?> inBrackets && inBrackets.size() == 1) {
            return read(inBrackets.get(0));
        }
        Optional<Operand> literal = new RowLiterals(scope).read(expression);
        if (literal.isPresent()) {
            return literal.get();
        }
        if (expression instanceof SignedExpression signed) {
            return signed(signed);
        }
        if (expression instanceof BinaryExpression both
                && RowArithmetic.operator(both).isPresent()) {
            return arithmetic(both);
        }
        Optional<Operand> condition = conditions.read(expression);
        return condition.isPresent() ? condition.get() : other(expression);
    }

    private Operand other(Expression expression) {
        if (expression instanceof CaseExpression choice) {
            return choice(choice);
        }
        if (expression instanceof CastExpression cast) {
            return cast(cast);
        }
        if (expression instanceof Function function) {
            return calls.read(function);
        }
        if (expression instanceof TrimFunction trim) {
            return calls.read(trim);
        }
        if (expression instanceof ExtractExpression extract) {
            return times.part(extract.getName(), read(extract.getExpression()));
        }
        if (expression instanceof TimezoneExpression zoned) {
            Operand time = read(zoned.getLeftExpression());
            for (Expression zone : zoned.getTimezoneExpressions()) {
                time = times.atZone(time, read(zone));
            }
            return time;
        }
        if (expression instanceof JsonExpression json) {
            return new RowMembers(scope).read(as(read(json.getExpression()), ValueType.JSON), json);
        }
        throw scope.invalid(
                "\"%s\" cannot be used; write columns, numbers, texts in quotes, operators, case, casts and the functions %s"
                        .formatted(expression, String.join(", ", RowFunctions.names())));
    }

    private Operand column(Column column) {
        String table = column.getTable() == null ? "" : column.getUnquotedTableName();
        return scope.column(table, column.getUnquotedColumnName());
    }

    private Operand signed(SignedExpression signed) {
        Operand number = read(signed.getExpression());
        boolean whole = number.type().equals(Optional.of(ValueType.WHOLE));
        if (signed.getSign() == '+' || signed.getSign() == '-') {
            Optional<String> sql = number.as(whole ? ValueType.WHOLE : ValueType.NUMBER);
            if (sql.isPresent()) {
                return Operand.of(
                        whole ? ValueType.WHOLE : ValueType.NUMBER,
                        "(%s %s)".formatted(signed.getSign(), sql.get()));
            }
        }
        throw scope.invalid("%s has no sign; only numbers have one".formatted(number.told()));
    }

    private Operand arithmetic(BinaryExpression both) {
        Operand left = read(both.getLeftExpression());
        Operand right = read(both.getRightExpression());
        String operator = RowArithmetic.operator(both).orElseThrow();
        return RowArithmetic.of(operator, left, right)
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        "%s does not go with %s and %s; cast one, as in x::numeric or x::text"
                                                .formatted(operator, left.told(), right.told())));
    }

    private Operand choice(CaseExpression choice) {
        List<Operand> results = new ArrayList<>();
        List<String> whens = new ArrayList<>();
        for (WhenClause when : choice.getWhenClauses()) {
            Expression condition = when.getWhenExpression();
            whens.add(
                    choice.getSwitchExpression() == null
                            ? conditions.truth(condition)
                            : conditions.equal(choice.getSwitchExpression(), condition));
            results.add(read(when.getThenExpression()));
        }
        results.add(
                choice.getElseExpression() == null
                        ? Operand.ofNull()
                        : read(choice.getElseExpression()));
        ValueType type = common("case", results);
        StringBuilder sql = new StringBuilder("(case");
        for (int i = 0; i < whens.size(); i++) {
            sql.append(" when ").append(whens.get(i));
            sql.append(" then ").append(results.get(i).as(type).orElseThrow());
        }
        sql.append(" else ").append(results.get(whens.size()).as(type).orElseThrow());
        return Operand.of(type, sql.append(" end)").toString());
    }

    private Operand cast(CastExpression cast) {
        String word = cast.getColDataType().toString().replace(" (", "(").toLowerCase(Locale.ROOT);
        ColumnType type =
                ColumnType.ofSql(word)
                        .orElseThrow(
                                () ->
                                        scope.invalid(
                                                "nothing can be cast to %s; write one of %s"
                                                        .formatted(word, ColumnType.words())));
        ValueType to = ValueType.of(type);
        Operand value = read(cast.getLeftExpression());
        String sql =
                value.type().isEmpty() ? as(value, to) : cast(value.sql(), value.type().get(), to);
        return Operand.of(
                to, type.rounding().isEmpty() ? sql : "(%s)%s".formatted(sql, type.rounding()));
    }

    private String cast(String sql, ValueType from, ValueType to) {
        return RowCasts.of(from, to)
                .map(form -> form.formatted(sql))
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        "%s cannot be cast to %s%s"
                                                .formatted(
                                                        from.told(),
                                                        to.told(),
                                                        from == ValueType.TIMESTAMPTZ
                                                                ? "; what the clock shows depends on a zone, so write (x at time zone 'Europe/London')::date"
                                                                : "")));
    }

    /** The SQL of an operand as a value of a type. */
    String as(Operand operand, ValueType type) {
        return operand.as(type)
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        operand.quoted()
                                                .map(
                                                        text ->
                                                                "'%s' is not %s"
                                                                        .formatted(
                                                                                text, type.told()))
                                                .orElse(
                                                        "%s stands where %s must be"
                                                                .formatted(
                                                                        operand.told(),
                                                                        type.told()))));
    }

    /**
     * The type that all of some operands can be.
     *
     * @param what takes them, for errors
     */
    ValueType common(String what, List<Operand> operands) {
        List<ValueType> types =
                operands.stream().flatMap(operand -> operand.type().stream()).distinct().toList();
        ValueType type =
                types.isEmpty()
                        ? ValueType.TEXT
                        : types.stream().allMatch(ValueType::isNumber) && types.size() > 1
                                ? ValueType.NUMBER
                                : types.get(0);
        for (Operand operand : operands) {
            if (operand.as(type).isEmpty()) {
                throw scope.invalid(
                        operand.quoted().isPresent()
                                ? "'%s' is not %s".formatted(operand.quoted().get(), type.told())
                                : "%s does not go with %s; cast one, as in x::%s"
                                        .formatted(
                                                what,
                                                operands.stream()
                                                        .map(Operand::told)
                                                        .distinct()
                                                        .collect(Collectors.joining(" and ")),
                                                type.sql()));
            }
        }
        return type;
    }
}
