package io.freshet.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A figure of a chart: measures, and what is reckoned from them. */
public sealed interface Formula {

    /** A group among the others of its chart. */
    interface Place {

        /** The group itself. */
        GroupState group();

        /** All groups of the chart together. */
        GroupState all();

        /** The groups from the first one in ascending order to this one, this one included. */
        List<GroupState> upToHere();
    }

    /** The exact figure of a group; empty where there is none. */
    Optional<Fraction> of(Place place);

    /**
     * The figure as it is shown: a {@link Fraction}, or the text of a time; empty where there is
     * none.
     */
    default Optional<Object> shown(Place place) {
        return of(place).map(Object.class::cast);
    }

    /** What the figure is. */
    default Dimension.Kind kind() {
        return Dimension.Kind.NUMBER;
    }

    /** What it is made of. */
    List<Formula> parts();

    /** All measures that it is made of. */
    default Stream<Measure> measures() {
        if (this instanceof Of of) {
            return Stream.of(of.measure());
        }
        return this instanceof Extreme extreme
                ? Stream.of(extreme.values())
                : parts().stream().flatMap(Formula::measures);
    }

    /** Whether the figure depends on the order of groups. */
    default boolean isOrdered() {
        return this instanceof Running
                || this instanceof Difference
                || parts().stream().anyMatch(Formula::isOrdered);
    }

    /** A number. */
    record Constant(Fraction number) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return Optional.of(number);
        }

        @Override
        public List<Formula> parts() {
            return List.of();
        }
    }

    /** A measure of the group. */
    record Of(Measure measure) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return measure.of(place.group());
        }

        @Override
        public List<Formula> parts() {
            return List.of();
        }
    }

    /**
     * The first or last of a column's dates or times.
     *
     * @param values has the column's values counted
     * @param kind what they are
     * @param last whether the last one is meant
     */
    record Extreme(Measure.Distinct values, Dimension.Kind kind, boolean last) implements Formula {

        /** None: it is no number, and never part of what is reckoned. */
        @Override
        public Optional<Fraction> of(Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<Object> shown(Place place) {
            Stream<String> times =
                    place.group().values(values.column().name()).values().stream()
                            .map(Object::toString);
            return (last ? times.max(TimeOrder.TEXTS) : times.min(TimeOrder.TEXTS))
                    .map(Object.class::cast);
        }

        @Override
        public List<Formula> parts() {
            return List.of();
        }
    }

    /** What is reckoned from two figures. */
    enum Operation {
        PLUS,
        MINUS,
        TIMES,
        OVER;

        private Optional<Fraction> of(Fraction left, Fraction right) {
            return switch (this) {
                case PLUS -> Optional.of(left.plus(right));
                case MINUS -> Optional.of(left.plus(right.negated()));
                case TIMES -> Optional.of(left.times(right));
                case OVER -> left.over(right);
            };
        }
    }

    /** Two figures reckoned together; none where one of them is none, or by 0 is divided. */
    record Reckoned(Operation operation, Formula left, Formula right) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return left.of(place).flatMap(a -> right.of(place).flatMap(b -> operation.of(a, b)));
        }

        @Override
        public List<Formula> parts() {
            return List.of(left, right);
        }
    }

    /** A figure rounded half up. */
    record Rounded(Formula figure, int decimals) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return figure.of(place).map(exact -> Fraction.of(exact.round(decimals)));
        }

        @Override
        public List<Formula> parts() {
            return List.of(figure);
        }
    }

    /** The part that the group's figure is of that of all groups together. */
    record Share(Formula figure) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return figure.of(place)
                    .flatMap(own -> figure.of(alone(place.all())).flatMap(own::over));
        }

        @Override
        public List<Formula> parts() {
            return List.of(figure);
        }
    }

    /** The sum of the figures of all groups up to this one. */
    record Running(Formula figure) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            return place.upToHere().stream()
                    .flatMap(group -> figure.of(alone(group)).stream())
                    .reduce(Fraction::plus);
        }

        @Override
        public List<Formula> parts() {
            return List.of(figure);
        }
    }

    /** The figure less that of the group before. */
    record Difference(Formula figure) implements Formula {

        @Override
        public Optional<Fraction> of(Place place) {
            List<GroupState> groups = place.upToHere();
            return groups.size() < 2
                    ? Optional.empty()
                    : figure.of(place)
                            .flatMap(
                                    own ->
                                            figure.of(alone(groups.get(groups.size() - 2)))
                                                    .map(Fraction::negated)
                                                    .map(own::plus));
        }

        @Override
        public List<Formula> parts() {
            return List.of(figure);
        }
    }

    private static Place alone(GroupState group) {
        return new Alone(group);
    }

    /** A group without others. */
    record Alone(GroupState group) implements Place {

        @Override
        public GroupState all() {
            return group;
        }

        @Override
        public List<GroupState> upToHere() {
            return List.of(group);
        }
    }
}
