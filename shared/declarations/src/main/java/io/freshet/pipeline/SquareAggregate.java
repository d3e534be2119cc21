package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import java.math.BigDecimal;
import java.util.List;

/**
 * The exact sum of the squares of a column's values.
 *
 * @param column a column of numbers
 */
public record SquareAggregate(String column) implements Aggregate {

    static final String WORD = "squares";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<StateColumn> stateColumns() {
        return List.of(
                new StateColumn(
                        SummaryColumns.squares(column),
                        "numeric",
                        "sum(%1$s::numeric * %1$s)".formatted(SummedRows.column(column))));
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
