package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import java.math.BigDecimal;
import java.util.List;

/**
 * The exact sum of the squares of a column's values.
 *
 * @param of a column of numbers
 */
public record SquareAggregate(SummedColumn of) implements Aggregate {

    static final String WORD = "squares";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String column() {
        return of.name();
    }

    @Override
    public List<StateColumn> stateColumns() {
        return List.of(
                new StateColumn(
                        SummaryColumns.squares(of.name()),
                        "numeric",
                        "sum(%1$s::numeric * %1$s)".formatted(of.sql())));
    }

    @Override
    public Accumulator accumulator() {
        return new Squaring();
    }

    private static final class Squaring implements Accumulator {

        private BigDecimal sum = BigDecimal.ZERO;

        @Override
        public void add(String value) {
            if (value != null) {
                sum = sum.add(new BigDecimal(value).pow(2));
            }
        }

        @Override
        public BigDecimal state(int index) {
            return sum;
        }
    }
}
