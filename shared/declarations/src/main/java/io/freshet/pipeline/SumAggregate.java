package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.yaml.SectionReader;
import java.math.BigDecimal;
import java.util.List;

/**
 * How many rows have a value of a decimal column, and the exact sum of the values.
 *
 * @param column the column
 */
public record SumAggregate(String column) implements Aggregate {

    /** Place of the count among the state columns. */
    static final int COUNT = 0;

    /** Place of the sum among the state columns. */
    static final int SUM = 1;

    static final String WORD = "sum";

    static SumAggregate of(SectionReader section, TableDefinition table, String column) {
        if (!PipelineReader.columnOf(section, WORD, table, column).isNumber()) {
            throw section.invalid(WORD, column + " is no decimal column");
        }
        return new SumAggregate(column);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<StateColumn> stateColumns() {
        String value = SummedRows.column(column);
        return List.of(
                new StateColumn(
                        SummaryColumns.count(column), "bigint", "count(%s)".formatted(value)),
                new StateColumn(SummaryColumns.sum(column), "numeric", "sum(%s)".formatted(value)));
    }

    @Override
    public Accumulator accumulator() {
        return new Adding();
    }

    private static final class Adding implements Accumulator {

        private long count;
        private BigDecimal sum = BigDecimal.ZERO;

        @Override
        public void add(String value) {
            if (value != null) {
                count++;
                sum = sum.add(new BigDecimal(value));
            }
        }

        @Override
        public BigDecimal state(int index) {
            return index == COUNT ? BigDecimal.valueOf(count) : sum;
        }
    }
}
