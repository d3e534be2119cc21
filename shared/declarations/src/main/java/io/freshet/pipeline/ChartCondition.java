package io.freshet.pipeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows a chart shows or counts: comparisons of columns with values and with the present day.
 * Nothing in it can fail, whatever a row holds. As in SQL, it is neither true nor false where a
 * value is missing.
 */
public sealed interface ChartCondition {

    /**
     * The condition as SQL over rows; the present day is what {@link ConditionValue.Day} says.
     *
     * @param rows stands before columns of the rows themselves: their name and a point, or nothing
     */
    String sql(String rows);

    /**
     * Whether it is true of a group of a summary.
     *
     * @param parts the group's parts
     * @param today the present day
     * @param order of parts
     * @return empty where it is neither true nor false
     */
    Optional<Boolean> holds(List<Object> parts, LocalDate today, Comparator<Object> order);

    /** All values that it names. */
    Stream<ConditionValue> values();

    /** The parts that are all true where it is. */
    default List<ChartCondition> conjuncts() {
        return List.of(this);
    }

    /** Whether the clock alone may change it. */
    default boolean moves() {
        return values().anyMatch(value -> value instanceof ConditionValue.Day);
    }

    /** Whether it is about columns of the rows themselves only. */
    default boolean isOfRowAlone() {
        return values().noneMatch(
                        value -> value instanceof ConditionValue.Part part && !part.base());
    }

    /** How two values are compared. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        /** Whether values must have an order for it. */
        boolean ordersValues() {
            return this != EQUAL && this != NOT_EQUAL;
        }

        private boolean isTrueOf(int compared) {
            return switch (this) {
                case EQUAL -> compared == 0;
                case NOT_EQUAL -> compared != 0;
                case LESS -> compared < 0;
                case LESS_OR_EQUAL -> compared <= 0;
                case GREATER -> compared > 0;
                case GREATER_OR_EQUAL -> compared >= 0;
            };
        }
    }

    /** One value beside another. */
    record Compared(ConditionValue left, Comparison comparison, ConditionValue right)
            implements ChartCondition {

        @Override
        public String sql(String rows) {
            return "(%s %s %s)".formatted(left.sql(rows), comparison.sql, right.sql(rows));
        }

        @Override
        public Optional<Boolean> holds(
                List<Object> parts, LocalDate today, Comparator<Object> order) {
            Optional<Object> one = left.of(parts, today);
            Optional<Object> other = right.of(parts, today);
            return one.flatMap(
                    value -> other.map(than -> comparison.isTrueOf(order.compare(value, than))));
        }

        @Override
        public Stream<ConditionValue> values() {
            return Stream.of(left, right);
        }
    }

    /** Whether there is no value. */
    record Missing(ConditionValue value) implements ChartCondition {

        @Override
        public String sql(String rows) {
            return "(%s is null)".formatted(value.sql(rows));
        }

        @Override
        public Optional<Boolean> holds(
                List<Object> parts, LocalDate today, Comparator<Object> order) {
            return Optional.of(value.of(parts, today).isEmpty());
        }

        @Override
        public Stream<ConditionValue> values() {
            return Stream.of(value);
        }
    }

    /** A value that is true or false itself. */
    record Truth(ConditionValue value) implements ChartCondition {

        @Override
        public String sql(String rows) {
            return value.sql(rows);
        }

        @Override
        public Optional<Boolean> holds(
                List<Object> parts, LocalDate today, Comparator<Object> order) {
            return value.of(parts, today).map(Boolean.TRUE::equals);
        }

        @Override
        public Stream<ConditionValue> values() {
            return Stream.of(value);
        }
    }

    /** The opposite. */
    record Not(ChartCondition condition) implements ChartCondition {

        @Override
        public String sql(String rows) {
            return "(not %s)".formatted(condition.sql(rows));
        }

        @Override
        public Optional<Boolean> holds(
                List<Object> parts, LocalDate today, Comparator<Object> order) {
            return condition.holds(parts, today, order).map(truth -> !truth);
        }

        @Override
        public Stream<ConditionValue> values() {
            return condition.values();
        }
    }

    /**
     * Several together.
     *
     * @param all whether all must be true, or one
     */
    record Several(boolean all, List<ChartCondition> conditions) implements ChartCondition {

        @Override
        public String sql(String rows) {
            return conditions.stream()
                    .map(condition -> condition.sql(rows))
                    .collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
        }

        @Override
        public Optional<Boolean> holds(
                List<Object> parts, LocalDate today, Comparator<Object> order) {
            boolean unknown = false;
            for (ChartCondition condition : conditions) {
                Optional<Boolean> one = condition.holds(parts, today, order);
                if (one.isPresent() && one.get() != all) {
                    return one;
                }
                unknown |= one.isEmpty();
            }
            return unknown ? Optional.empty() : Optional.of(all);
        }

        @Override
        public Stream<ConditionValue> values() {
            return conditions.stream().flatMap(ChartCondition::values);
        }

        @Override
        public List<ChartCondition> conjuncts() {
            if (!all) {
                return List.of(this);
            }
            List<ChartCondition> conjuncts = new ArrayList<>();
            conditions.forEach(condition -> conjuncts.addAll(condition.conjuncts()));
            return conjuncts;
        }
    }
}
