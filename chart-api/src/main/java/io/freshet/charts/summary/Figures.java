package io.freshet.charts.summary;

import io.freshet.pipeline.Expression;
import io.freshet.pipeline.Expression.Fraction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a summary knows of some rows.
 *
 * @param columns the summed columns
 * @param rows the number of rows
 * @param sums per column, what its values add up to
 */
public record Figures(List<String> columns, long rows, List<Sum> sums) {

    /**
     * The values of a column added up.
     *
     * @param count how many rows have a value
     * @param sum the exact sum of the values
     */
    public record Sum(long count, BigDecimal sum) {

        private static final Sum NONE = new Sum(0, BigDecimal.ZERO);

        private Sum replace(Sum before, Sum after) {
            return new Sum(
                    count - before.count + after.count, sum.subtract(before.sum).add(after.sum));
        }
    }

    /** The figures of no rows at all. */
    public static Figures none(List<String> columns) {
        return new Figures(columns, 0, Collections.nCopies(columns.size(), Sum.NONE));
    }

    /** These figures with a part of them replaced: minus {@code before}, plus {@code after}. */
    public Figures replace(Figures before, Figures after) {
        List<Sum> replaced = new ArrayList<>(sums.size());
        for (int i = 0; i < sums.size(); i++) {
            replaced.add(sums.get(i).replace(before.sums.get(i), after.sums.get(i)));
        }
        return new Figures(columns, rows - before.rows + after.rows, replaced);
    }

    /** An expression's rounded value; empty where its column has no value. */
    public Optional<BigDecimal> evaluate(Expression expression) {
        return expression.evaluate(rows, column -> of(column).count, column -> of(column).sum);
    }

    /** An expression's unrounded value; empty where its column has no value. */
    public Optional<Fraction> exact(Expression expression) {
        return expression.exact(rows, column -> of(column).count, column -> of(column).sum);
    }

    private Sum of(String column) {
        return sums.get(columns.indexOf(column));
    }
}
