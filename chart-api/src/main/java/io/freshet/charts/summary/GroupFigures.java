package io.freshet.charts.summary;

import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.Expression;
import io.freshet.pipeline.Fraction;
import io.freshet.pipeline.GroupState;
import io.freshet.pipeline.ValueCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a summary knows of some rows.
 *
 * @param aggregates what is kept beside the number of rows
 * @param rows the number of rows
 * @param states per aggregate, the numbers in its state columns
 */
public record GroupFigures(List<Aggregate> aggregates, long rows, List<List<BigDecimal>> states)
        implements GroupState {

    /** The figures of no rows at all. */
    public static GroupFigures none(List<Aggregate> aggregates) {
        return new GroupFigures(
                aggregates,
                0,
                aggregates.stream()
                        .map(
                                aggregate ->
                                        Collections.nCopies(
                                                aggregate.stateColumns().size(), BigDecimal.ZERO))
                        .toList());
    }

    /** These figures with a part of them replaced: minus {@code before}, plus {@code after}. */
    public GroupFigures replace(GroupFigures before, GroupFigures after) {
        List<List<BigDecimal>> replaced = new ArrayList<>(states.size());
        for (int i = 0; i < states.size(); i++) {
            replaced.add(replace(states.get(i), before.states.get(i), after.states.get(i)));
        }
        return new GroupFigures(aggregates, rows - before.rows + after.rows, replaced);
    }

    private static List<BigDecimal> replace(
            List<BigDecimal> state, List<BigDecimal> before, List<BigDecimal> after) {
        List<BigDecimal> replaced = new ArrayList<>(state.size());
        for (int i = 0; i < state.size(); i++) {
            replaced.add(state.get(i).subtract(before.get(i)).add(after.get(i)));
        }
        return replaced;
    }

    /** These figures and others together. */
    public GroupFigures plus(GroupFigures more) {
        List<List<BigDecimal>> sums = new ArrayList<>(states.size());
        for (int i = 0; i < states.size(); i++) {
            sums.add(plus(states.get(i), more.states.get(i)));
        }
        return new GroupFigures(aggregates, rows + more.rows, sums);
    }

    private static List<BigDecimal> plus(List<BigDecimal> state, List<BigDecimal> more) {
        List<BigDecimal> sums = new ArrayList<>(state.size());
        for (int i = 0; i < state.size(); i++) {
            sums.add(state.get(i).add(more.get(i)));
        }
        return sums;
    }

    /** An expression's rounded value; empty where its column has no value. */
    public Optional<BigDecimal> evaluate(Expression expression) {
        return expression.evaluate(this);
    }

    /** An expression's unrounded value; empty where its column has no value. */
    public Optional<Fraction> exact(Expression expression) {
        return expression.exact(this);
    }

    @Override
    public List<BigDecimal> state(Aggregate aggregate) {
        return states.get(aggregates.indexOf(aggregate));
    }

    /** Of a summary's row no values are known. */
    @Override
    public ValueCounts values(String column) {
        throw new IllegalStateException("the values of " + column + " are not in this summary");
    }
}
