package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import java.math.BigDecimal;
import java.util.List;

/**
 * How many rows have a value of a column that is no number.
 *
 * @param column the column
 */
public record CountAggregate(String column) implements Aggregate {

    static final String WORD = "count";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<StateColumn> stateColumns() {
        return List.of(
                new StateColumn(
                        SummaryColumns.count(column),
                        "bigint",
                        "count(%s)".formatted(SummedRows.column(column))));
    }

    @Override
    public Accumulator accumulator() {
        return new Counting();
    }

    private static final class Counting implements Accumulator {

        private long count;

        @Override
        public void add(String value) {
            count += value == null ? 0 : 1;
        }

        @Override
        public BigDecimal state(int index) {
            return BigDecimal.valueOf(count);
        }
    }
}
