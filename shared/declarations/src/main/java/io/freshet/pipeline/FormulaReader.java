package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;

/** Reads the formula of a chart's value, such as {@code sum(orders.net) / count}. */
final class FormulaReader {

    private static final int MOST_DECIMALS = 12;

    // What is the same however often a value is there.
    private static final Set<String> EACH_VALUE_ONCE = Set.of("min", "max", "count_distinct");

    private final SectionReader section;
    private final String key;
    private final SummaryScope scope;
    private final boolean said;

    /**
     * @param key where the formula is declared
     * @param said whether the chart says which table's rows count
     */
    FormulaReader(SectionReader section, String key, SummaryScope scope, boolean said) {
        this.section = section;
        this.key = key;
        this.scope = scope;
        this.said = said;
    }

    /** Reads a whole figure, which may be a time. */
    Formula readFigure(Expression expression) {
        return extreme(expression).orElseGet(() -> read(expression));
    }

    /** The lowest or highest of times, which nothing is reckoned from. */
    private Optional<Formula> extreme(Expression expression) {
        if (!(expression instanceof Function function)
                || !function.getName().toLowerCase(Locale.ROOT).matches("min|max")
                || function.getParameters() == null
                || function.getParameters().size() != 1
                || !(function.getParameters().get(0) instanceof Column column)) {
            return Optional.empty();
        }
        SummaryScope.Named named = named(column);
        return Dimension.Period.takes(named.type())
                ? Optional.of(
                        new Formula.Extreme(
                                new Measure.Distinct(summed(column, named)),
                                new Dimension.Plain(named.sql(), named.type()).kind(),
                                function.getName().equalsIgnoreCase("max")))
                : Optional.empty();
    }

    private SummaryScope.Named named(Column column) {
        return scope.column(section, key, tableOf(column), column.getUnquotedColumnName());
    }

    private static String tableOf(Column column) {
        return column.getTable() == null ? "" : column.getUnquotedTableName();
    }

    private static SummedColumn summed(Column column, SummaryScope.Named named) {
        return new SummedColumn(
                named.isBase() ? named.column() : tableOf(column) + "." + named.column(),
                named.sql());
    }

    private Formula read(Expression expression) {
        if (expression instanceof LongValue || expression instanceof DoubleValue) {
            return new Formula.Constant(Fraction.of(number(expression)));
        }
        if (expression instanceof Column column
                && column.getTable() == null
                && column.getColumnName().equalsIgnoreCase("count")) {
            return new Formula.Of(new Measure.Count());
        }
        if (expression instanceof ExpressionList<?> inBrackets && inBrackets.size() == 1) {
            return read(inBrackets.get(0));
        }
        if (expression instanceof SignedExpression signed && signed.getSign() == '-') {
            return new Formula.Reckoned(
                    Formula.Operation.MINUS,
                    new Formula.Constant(Fraction.of(BigDecimal.ZERO)),
                    read(signed.getExpression()));
        }
        if (expression instanceof BinaryExpression both) {
            return new Formula.Reckoned(
                    operation(both),
                    read(both.getLeftExpression()),
                    read(both.getRightExpression()));
        }
        if (expression instanceof Function function) {
            return function(function);
        }
        throw unknown(expression);
    }

    private Formula.Operation operation(BinaryExpression both) {
        if (both instanceof Addition) {
            return Formula.Operation.PLUS;
        }
        if (both instanceof Subtraction) {
            return Formula.Operation.MINUS;
        }
        if (both instanceof Multiplication) {
            return Formula.Operation.TIMES;
        }
        if (both instanceof Division) {
            return Formula.Operation.OVER;
        }
        throw unknown(both);
    }

    private Formula function(Function function) {
        String name = function.getName().toLowerCase(Locale.ROOT);
        List<? extends Expression> parameters =
                function.getParameters() == null ? List.of() : function.getParameters();
        if (function.isDistinct() || parameters.isEmpty()) {
            throw unknown(function);
        }
        Expression first = parameters.get(0);
        if (parameters.size() == 1 && name.equals("share")) {
            return new Formula.Share(read(first));
        }
        if (parameters.size() == 1 && name.equals("running")) {
            return new Formula.Running(read(first));
        }
        if (parameters.size() == 1 && name.equals("difference")) {
            return new Formula.Difference(read(first));
        }
        if (name.equals("round") && parameters.size() == 2) {
            return new Formula.Rounded(read(first), decimals(parameters.get(1)));
        }
        if (name.equals("count") && first instanceof AllColumns) {
            return new Formula.Of(new Measure.Count());
        }
        if (first instanceof Column column && parameters.size() <= 2) {
            return new Formula.Of(
                    measure(function, name, column, parameters.subList(1, parameters.size())));
        }
        throw unknown(function);
    }

    private Measure measure(
            Function function, String name, Column column, List<? extends Expression> others) {
        String table = tableOf(column);
        SummaryScope.Named named = named(column);
        if (!named.isBase() && !EACH_VALUE_ONCE.contains(name) && !said) {
            throw section.invalid(
                    key,
                    "%1$s would count a row of %2$s as often as rows of %3$s name it; say of: %3$s where that is meant, else sum up %2$s in a chart of its own"
                            .formatted(function, table, scope.base().name()));
        }
        BigDecimal share = others.isEmpty() ? null : number(others.get(0));
        if (share != null && (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0)) {
            throw section.invalid(key, "%s: the share must be from 0 to 1".formatted(function));
        }
        if (name.equals("percentile") == others.isEmpty()) {
            throw unknown(function);
        }
        return Measure.of(name, summed(column, named), named.type(), share)
                .orElseThrow(
                        () ->
                                section.invalid(
                                        key,
                                        "there is no %s of %s, which is %s; write %s, the last and count of any column"
                                                .formatted(
                                                        name,
                                                        named.column(),
                                                        named.type().warehouseType(),
                                                        Measure.WORDS)));
    }

    private int decimals(Expression expression) {
        BigDecimal decimals = number(expression);
        if (decimals.scale() > 0
                || decimals.signum() < 0
                || decimals.compareTo(BigDecimal.valueOf(MOST_DECIMALS)) > 0) {
            throw section.invalid(
                    key, "round to 0 up to %d decimals, not %s".formatted(MOST_DECIMALS, decimals));
        }
        return decimals.intValueExact();
    }

    private BigDecimal number(Expression expression) {
        if (expression instanceof LongValue || expression instanceof DoubleValue) {
            return new BigDecimal(expression.toString());
        }
        throw unknown(expression);
    }

    private RuntimeException unknown(Expression expression) {
        return section.invalid(
                key,
                "\"%s\" is no figure; write numbers, %s, share(x), running(x), difference(x), round(x, decimals), and + - * / between them"
                        .formatted(expression, Measure.WORDS));
    }
}
