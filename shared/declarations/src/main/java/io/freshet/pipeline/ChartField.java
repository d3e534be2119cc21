package io.freshet.pipeline;

import java.util.Optional;

/**
 * What each of the flat objects of an answer has under one name.
 *
 * @param name the name
 * @param role what it is to the object
 * @param kind what its values are
 * @param period the periods of which its values are the beginnings, if they are
 * @param unit what its numbers are counted in, such as {@code EUR}; for people
 * @param format how people are shown its numbers, such as {@code 0.00} or {@code 0.0 %}
 */
public record ChartField(
        String name,
        Role role,
        Dimension.Kind kind,
        Optional<PeriodCalendar> period,
        Optional<String> unit,
        Optional<String> format) {

    /** What a field is to its object. */
    public enum Role {
        /** What groups are told apart by. */
        GROUP,
        /** A figure of a group. */
        FIGURE,
        /** A value of a row. */
        CELL
    }

    static ChartField of(Breakdown.Label label) {
        return new ChartField(
                label.name(),
                Role.GROUP,
                label.dimension().kind(),
                label.dimension() instanceof Dimension.Period period
                        ? Optional.of(period.calendar())
                        : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ChartField of(Breakdown.Figure figure) {
        return new ChartField(
                figure.name(),
                Role.FIGURE,
                figure.formula().kind(),
                Optional.empty(),
                figure.unit(),
                figure.format());
    }

    static ChartField of(RowList.Cell cell) {
        return new ChartField(
                cell.name(),
                Role.CELL,
                cell.kind(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
