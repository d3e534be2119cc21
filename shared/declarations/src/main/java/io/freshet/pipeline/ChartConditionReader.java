package io.freshet.pipeline;

import io.freshet.pipeline.ChartCondition.Compared;
import io.freshet.pipeline.ChartCondition.Comparison;
import io.freshet.pipeline.ChartCondition.Several;
import io.freshet.yaml.SectionReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.schema.Column;

/** Reads the {@code where} of a chart. */
final class ChartConditionReader {

    static final String WHERE = "where";

    private static final Map<Class<? extends Expression>, Comparison> COMPARISONS =
            Map.of(
                    EqualsTo.class, Comparison.EQUAL,
                    NotEqualsTo.class, Comparison.NOT_EQUAL,
                    MinorThan.class, Comparison.LESS,
                    MinorThanEquals.class, Comparison.LESS_OR_EQUAL,
                    GreaterThan.class, Comparison.GREATER,
                    GreaterThanEquals.class, Comparison.GREATER_OR_EQUAL);

    private final SectionReader section;
    private final ConditionValueReader values;
    private final ZoneId zone;

    /**
     * @param section the chart's
     * @param places gives each column that is named its place among the parts of groups
     */
    ChartConditionReader(
            SectionReader section, SummaryScope scope, ToIntFunction<SummaryScope.Named> places) {
        this.section = section;
        this.zone = zone(section);
        this.values = new ConditionValueReader(section, scope, places, zone);
    }

    private static ZoneId zone(SectionReader section) {
        String zone = section.has(WHERE) ? section.text("zone") : "UTC";
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw section.invalid(
                    "zone", "%s is no time zone; write one such as Europe/London".formatted(zone));
        }
    }

    /** The chart's condition; empty where it has none. */
    Optional<ChartWhere> read() {
        Optional<String> declared = section.optionalText(WHERE);
        return declared.map(
                text ->
                        new ChartWhere(
                                condition(
                                        SqlSyntax.parse(
                                                section, WHERE, text, InLists.asCalls(text))),
                                zone));
    }

    private ChartCondition condition(Expression expression) {
        if (expression instanceof ExpressionList<?> inBrackets && inBrackets.size() == 1) {
            return condition(inBrackets.get(0));
        }
        if (expression instanceof AndExpression and) {
            return both(true, and);
        }
        if (expression instanceof OrExpression or) {
            return both(false, or);
        }
        if (expression instanceof NotExpression not) {
            return new ChartCondition.Not(condition(not.getExpression()));
        }
        if (expression instanceof IsNullExpression missing && !missing.isUseIsNull()) {
            ChartCondition none =
                    new ChartCondition.Missing(values.any(missing.getLeftExpression()));
            return negated(missing.isNot() || missing.isUseNotNull(), none);
        }
        if (expression instanceof IsBooleanExpression is) {
            return isTrue(is);
        }
        if (expression instanceof Between between) {
            Expression value = between.getLeftExpression();
            return negated(
                    between.isNot(),
                    new Several(
                            true,
                            List.of(
                                    compared(
                                            value,
                                            Comparison.GREATER_OR_EQUAL,
                                            between.getBetweenExpressionStart()),
                                    compared(
                                            value,
                                            Comparison.LESS_OR_EQUAL,
                                            between.getBetweenExpressionEnd()))));
        }
        if (expression instanceof BinaryExpression both
                && both.getRightExpression() instanceof Function list
                && list.getName().equals(InLists.CALL)) {
            return among(both, list);
        }
        Comparison comparison = COMPARISONS.get(expression.getClass());
        if (comparison != null && expression instanceof BinaryExpression both) {
            return compared(both.getLeftExpression(), comparison, both.getRightExpression());
        }
        if (expression instanceof Column column) {
            return new ChartCondition.Truth(values.truth(column));
        }
        throw section.invalid(
                WHERE,
                "\"%s\" cannot be used; compare columns with values and with today, and put that together by and, or and not; declare what is to be worked out under derive"
                        .formatted(expression));
    }

    private Several both(boolean all, BinaryExpression both) {
        return new Several(
                all,
                List.of(condition(both.getLeftExpression()), condition(both.getRightExpression())));
    }

    private static ChartCondition negated(boolean negated, ChartCondition condition) {
        return negated ? new ChartCondition.Not(condition) : condition;
    }

    // Neither true nor false is not true.
    private ChartCondition isTrue(IsBooleanExpression is) {
        ConditionValue value = values.truth(is.getLeftExpression());
        ChartCondition there = new ChartCondition.Not(new ChartCondition.Missing(value));
        ChartCondition truth = negated(!is.isTrue(), new ChartCondition.Truth(value));
        return negated(is.isNot(), new Several(true, List.of(there, truth)));
    }

    private ChartCondition among(BinaryExpression in, Function list) {
        if (list.getParameters() == null
                || !(in instanceof EqualsTo || in instanceof NotEqualsTo)) {
            throw section.invalid(
                    WHERE, "in needs values in brackets, as in status in ('open', 'sent')");
        }
        List<ChartCondition> each =
                list.getParameters().stream()
                        .map(Expression.class::cast)
                        .<ChartCondition>map(
                                value -> compared(in.getLeftExpression(), Comparison.EQUAL, value))
                        .toList();
        return negated(in instanceof NotEqualsTo, new Several(false, each));
    }

    private Compared compared(Expression left, Comparison comparison, Expression right) {
        Optional<SummaryScope.Named> column =
                Stream.of(left, right).flatMap(side -> values.named(side).stream()).findFirst();
        if (column.isEmpty()) {
            throw section.invalid(
                    WHERE,
                    "%s is compared with %s, and neither is a column; name one, and declare what is to be worked out under derive"
                            .formatted(left, right));
        }
        if (comparison.ordersValues()) {
            values.checkOrdered(column.get());
        }
        return new Compared(
                values.beside(left, column.get()), comparison, values.beside(right, column.get()));
    }
}
