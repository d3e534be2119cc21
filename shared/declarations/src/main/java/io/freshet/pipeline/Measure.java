package io.freshet.pipeline;

import io.freshet.pipeline.Expression.Fraction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A figure that is got from what a summary keeps of a group. */
public sealed interface Measure {

    /** How formulas write a measure, for error messages. */
    String FORMS = "count, sum(column) or mean(column)";

    /**
     * The measure of that name.
     *
     * @param column the column in brackets, or null
     * @return empty where there is none
     */
    static Optional<Measure> of(String name, String column) {
        if (column == null) {
            return name.equals("count") ? Optional.of(new Count()) : Optional.empty();
        }
        return switch (name) {
            case "sum" -> Optional.of(new Sum(column));
            case "mean" -> Optional.of(new Mean(column));
            default -> Optional.empty();
        };
    }

    /** The aggregate that must be kept for it, if any. */
    Optional<Aggregate> aggregate();

    /**
     * The exact figure.
     *
     * @param rows how many rows the group has
     * @param state the {@link #aggregate}'s state columns; empty where there is none
     * @return empty where there is no figure
     */
    Optional<Fraction> of(long rows, List<BigDecimal> state);

    /** The number of rows. */
    record Count() implements Measure {

        @Override
        public Optional<Aggregate> aggregate() {
            return Optional.empty();
        }

        @Override
        public Optional<Fraction> of(long rows, List<BigDecimal> state) {
            return Optional.of(new Fraction(BigDecimal.valueOf(rows), BigDecimal.ONE));
        }
    }

    /** The sum of a column's values; none where there is no value. */
    record Sum(String column) implements Measure {

        @Override
        public Optional<Aggregate> aggregate() {
            return Optional.of(new SumAggregate(column));
        }

        @Override
        public Optional<Fraction> of(long rows, List<BigDecimal> state) {
            return state.get(SumAggregate.COUNT).signum() == 0
                    ? Optional.empty()
                    : Optional.of(new Fraction(state.get(SumAggregate.SUM), BigDecimal.ONE));
        }
    }

    /** The mean of a column's values; none where there is no value. */
    record Mean(String column) implements Measure {

        @Override
        public Optional<Aggregate> aggregate() {
            return Optional.of(new SumAggregate(column));
        }

        @Override
        public Optional<Fraction> of(long rows, List<BigDecimal> state) {
            return state.get(SumAggregate.COUNT).signum() == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Fraction(
                                    state.get(SumAggregate.SUM), state.get(SumAggregate.COUNT)));
        }
    }
}
