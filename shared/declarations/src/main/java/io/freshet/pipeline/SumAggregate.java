package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.yaml.SectionReader;
import java.math.BigDecimal;
import java.util.List;

/**
 * How many rows have a value of a decimal column, and the exact sum of the values.
 *
 * @param of the column
 */
public record SumAggregate(SummedColumn of) implements Aggregate {

    /** Place of the count among the state columns. */
    static final int COUNT = 0;

    /** Place of the sum among the state columns. */
    static final int SUM = 1;

    static final String WORD = "sum";

    static SumAggregate of(SectionReader section, TableDefinition table, String column) {
        if (!PipelineReader.columnOf(section, WORD, table, column).isNumber()) {
            throw section.invalid(WORD, column + " is no decimal column");
        }
        return new SumAggregate(SummedColumn.of(column));
    }

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
        String value = of.sql();
        return List.of(
                new StateColumn(
                        SummaryColumns.count(of.name()), "bigint", "count(%s)".formatted(value)),
                new StateColumn(
                        SummaryColumns.sum(of.name()), "numeric", "sum(%s)".formatted(value)));
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
