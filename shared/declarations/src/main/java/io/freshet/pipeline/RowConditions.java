package io.freshet.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;

/** Reads the parts of an expression over a row that are true or false. */
final class RowConditions {

    private static final Map<Class<? extends BinaryExpression>, String> COMPARISONS =
            Map.of(
                    EqualsTo.class, "=",
                    NotEqualsTo.class, "<>",
                    GreaterThan.class, ">",
                    GreaterThanEquals.class, ">=",
                    MinorThan.class, "<",
                    MinorThanEquals.class, "<=");

    private final RowScope scope;
    private final RowExpressionReader reader;

    RowConditions(RowScope scope, RowExpressionReader reader) {
        this.scope = scope;
        this.reader = reader;
    }

    /** The condition; empty where the expression is none by its form. */
    Optional<Operand> read(Expression expression) {
        return Optional.ofNullable(sql(expression))
                .map(sql -> Operand.of(ValueType.BOOLEAN, "(" + sql + ")"));
    }

    private String sql(Expression expression) {
        if (expression instanceof AndExpression and) {
            return truth(and.getLeftExpression()) + " and " + truth(and.getRightExpression());
        }
        if (expression instanceof OrExpression or) {
            return truth(or.getLeftExpression()) + " or " + truth(or.getRightExpression());
        }
        if (expression instanceof NotExpression not) {
            return "not " + truth(not.getExpression());
        }
        if (expression instanceof IsNullExpression missing && !missing.isUseIsNull()) {
            return isNull(missing);
        }
        if (expression instanceof IsBooleanExpression is) {
            return "%s is %s%s"
                    .formatted(
                            truth(is.getLeftExpression()), is.isNot() ? "not " : "", is.isTrue());
        }
        if (expression instanceof Between between) {
            List<String> all =
                    alike(
                            "between",
                            List.of(
                                    between.getLeftExpression(),
                                    between.getBetweenExpressionStart(),
                                    between.getBetweenExpressionEnd()));
            return "%s %sbetween %s and %s"
                    .formatted(all.get(0), between.isNot() ? "not " : "", all.get(1), all.get(2));
        }
        return expression instanceof BinaryExpression both ? comparison(both) : null;
    }

    private String comparison(BinaryExpression both) {
        if (both instanceof LikeExpression like) {
            return like(like);
        }
        if (both.getRightExpression() instanceof Function list
                && list.getName().equals(InLists.CALL)) {
            return in(both, list);
        }
        String operator =
                both instanceof IsDistinctExpression distinct
                        ? "is %sdistinct from".formatted(distinct.isNot() ? "not " : "")
                        : COMPARISONS.get(both.getClass());
        if (operator == null) {
            return null;
        }
        List<String> sides =
                alike(operator, List.of(both.getLeftExpression(), both.getRightExpression()));
        return "%s %s %s".formatted(sides.get(0), operator, sides.get(1));
    }

    private String isNull(IsNullExpression missing) {
        Operand value = reader.read(missing.getLeftExpression());
        String sql = reader.as(value, value.type().orElse(ValueType.TEXT));
        return "%s is %snull"
                .formatted(sql, missing.isNot() || missing.isUseNotNull() ? "not " : "");
    }

    private String in(BinaryExpression comparison, Function list) {
        boolean equal = comparison instanceof EqualsTo;
        if (list.getParameters() == null || !(equal || comparison instanceof NotEqualsTo)) {
            throw scope.invalid("in needs values in brackets, as in status in ('open', 'sent')");
        }
        List<String> sql =
                alike(
                        "in",
                        Stream.concat(
                                        Stream.of(comparison.getLeftExpression()),
                                        list.getParameters().stream().map(Expression.class::cast))
                                .toList());
        return sql.stream()
                .skip(1)
                .collect(
                        Collectors.joining(
                                ", ", sql.get(0) + (equal ? " in (" : " not in ("), ")"));
    }

    private String like(LikeExpression like) {
        LikeExpression.KeyWord word = like.getLikeKeyWord();
        if ((word != LikeExpression.KeyWord.LIKE && word != LikeExpression.KeyWord.ILIKE)
                || like.isUseBinary()) {
            throw scope.invalid("\"%s\" cannot be used; write like or ilike".formatted(like));
        }
        String escape =
                like.getEscape() == null
                        ? ""
                        : " escape " + reader.as(reader.read(like.getEscape()), ValueType.TEXT);
        return "%s %s%s %s%s"
                .formatted(
                        reader.as(reader.read(like.getLeftExpression()), ValueType.TEXT),
                        like.isNot() ? "not " : "",
                        word.name().toLowerCase(Locale.ROOT),
                        reader.as(reader.read(like.getRightExpression()), ValueType.TEXT),
                        escape);
    }

    /** Some expressions as values of one type. */
    private List<String> alike(String what, List<Expression> expressions) {
        List<Operand> operands = expressions.stream().map(reader::read).toList();
        ValueType type = reader.common(what, operands);
        return operands.stream().map(operand -> reader.as(operand, type)).toList();
    }

    /** The SQL of what must be true or false. */
    String truth(Expression expression) {
        return reader.as(reader.read(expression), ValueType.BOOLEAN);
    }

    /** The SQL of whether two are equal. */
    String equal(Expression left, Expression right) {
        List<String> sides = alike("case", List.of(left, right));
        return "(%s = %s)".formatted(sides.get(0), sides.get(1));
    }
}
