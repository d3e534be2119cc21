package io.freshet.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A figure that is got from what is known of a group. */
public sealed interface Measure {

    /** How formulas of {@code total} and {@code groups} write a measure, for error messages. */
    String FORMS = "count, sum(column) or mean(column)";

    /** How values of charts write a measure, for error messages. */
    String WORDS =
            "count, count(c), sum(c), mean(c), stddev(c), min(c), max(c), median(c),"
                    + " percentile(c, 0.9) or count_distinct(c)";

    /**
     * The measure of that name that formulas of {@code total} and {@code groups} may use.
     *
     * @param column the column in brackets, or null
     * @return empty where there is none
     */
    static Optional<Measure> of(String name, String column) {
        if (column == null) {
            return name.equals("count") ? Optional.of(new Count()) : Optional.empty();
        }
        return switch (name) {
            case "sum" -> Optional.of(new Sum(SummedColumn.of(column)));
            case "mean" -> Optional.of(new Mean(SummedColumn.of(column)));
            default -> Optional.empty();
        };
    }

    /**
     * The measure of that name of a column.
     *
     * @param share of a percentile, from 0 to 1; else null
     * @return empty where there is none of columns of that type
     */
    static Optional<Measure> of(
            String name, SummedColumn column, ColumnType type, BigDecimal share) {
        if (name.equals("count_distinct")) {
            return Optional.of(new Distinct(column));
        }
        if (name.equals("count")) {
            return Optional.of(new CountOf(column, type.isNumber()));
        }
        if (!type.isNumber()) {
            return Optional.empty();
        }
        return switch (name) {
            case "sum" -> Optional.of(new Sum(column));
            case "mean", "avg" -> Optional.of(new Mean(column));
            case "stddev" -> Optional.of(new Deviation(column));
            case "min" -> Optional.of(new Percentile(column, BigDecimal.ZERO));
            case "median" -> Optional.of(new Percentile(column, new BigDecimal("0.5")));
            case "max" -> Optional.of(new Percentile(column, BigDecimal.ONE));
            case "percentile" ->
                    Optional.ofNullable(share).map(part -> new Percentile(column, part));
            default -> Optional.empty();
        };
    }

    /** What a summary must keep for it. */
    default List<Aggregate> aggregates() {
        return List.of();
    }

    /** The name of the column whose values must be counted for it, if any. */
    default Optional<String> counted() {
        return Optional.empty();
    }

    /** The exact figure; empty where there is none. */
    Optional<Fraction> of(GroupState group);

    private static Fraction whole(long number) {
        return Fraction.of(BigDecimal.valueOf(number));
    }

    /** The number of rows. */
    record Count() implements Measure {

        @Override
        public Optional<Fraction> of(GroupState group) {
            return Optional.of(whole(group.rows()));
        }
    }

    /** The number of rows that have a value of a column. */
    record CountOf(SummedColumn column, boolean number) implements Measure {

        @Override
        public List<Aggregate> aggregates() {
            return List.of(number ? new SumAggregate(column) : new CountAggregate(column));
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            return Optional.of(
                    Fraction.of(group.state(aggregates().get(0)).get(SumAggregate.COUNT)));
        }
    }

    /** The sum of a column's values; none where there is no value. */
    record Sum(SummedColumn column) implements Measure {

        @Override
        public List<Aggregate> aggregates() {
            return List.of(new SumAggregate(column));
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            List<BigDecimal> state = group.state(new SumAggregate(column));
            return state.get(SumAggregate.COUNT).signum() == 0
                    ? Optional.empty()
                    : Optional.of(Fraction.of(state.get(SumAggregate.SUM)));
        }
    }

    /** The mean of a column's values; none where there is no value. */
    record Mean(SummedColumn column) implements Measure {

        @Override
        public List<Aggregate> aggregates() {
            return List.of(new SumAggregate(column));
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            List<BigDecimal> state = group.state(new SumAggregate(column));
            return Fraction.of(state.get(SumAggregate.SUM))
                    .over(Fraction.of(state.get(SumAggregate.COUNT)));
        }
    }

    /** The standard deviation of a sample; none below two values. */
    record Deviation(SummedColumn column) implements Measure {

        @Override
        public List<Aggregate> aggregates() {
            return List.of(new SumAggregate(column), new SquareAggregate(column));
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            List<BigDecimal> state = group.state(new SumAggregate(column));
            BigDecimal count = state.get(SumAggregate.COUNT);
            BigDecimal squares = group.state(new SquareAggregate(column)).get(0);
            if (count.compareTo(BigDecimal.ONE) <= 0) {
                return Optional.empty();
            }
            BigDecimal spread =
                    count.multiply(squares).subtract(state.get(SumAggregate.SUM).pow(2));
            return Optional.of(
                    new Fraction(spread, count.multiply(count.subtract(BigDecimal.ONE))).root());
        }
    }

    /** How many different values a column has. */
    record Distinct(SummedColumn column) implements Measure {

        @Override
        public Optional<String> counted() {
            return Optional.of(column.name());
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            return Optional.of(whole(group.values(column.name()).size()));
        }
    }

    /**
     * The value that a share of a column's values does not exceed, between two neighbours in
     * proportion; none where there is no value.
     *
     * @param share from 0, the lowest, to 1, the highest
     */
    record Percentile(SummedColumn column, BigDecimal share) implements Measure {

        @Override
        public Optional<String> counted() {
            return Optional.of(column.name());
        }

        @Override
        public Optional<Fraction> of(GroupState group) {
            ValueCounts values = group.values(column.name());
            if (values.rows() == 0) {
                return Optional.empty();
            }
            long last = values.rows() - 1;
            BigDecimal place = share.multiply(BigDecimal.valueOf(last));
            long below = place.longValue();
            BigDecimal lower = (BigDecimal) values.at(below);
            BigDecimal upper = (BigDecimal) values.at(Math.min(below + 1, last));
            return Optional.of(
                    Fraction.of(
                            lower.add(
                                    upper.subtract(lower)
                                            .multiply(place.subtract(BigDecimal.valueOf(below))))));
        }
    }
}
