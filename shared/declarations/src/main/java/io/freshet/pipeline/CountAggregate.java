package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import java.math.BigDecimal;
import java.util.List;

/**
 * How many rows have a value of a column that is no number.
 *
 * @param of the column
 */
public record CountAggregate(SummedColumn of) implements Aggregate {

    static final String WORD = "count";

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
                        SummaryColumns.count(of.name()),
                        "bigint",
                        "count(%s)".formatted(of.sql())));
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
