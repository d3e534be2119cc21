package io.freshet.pipeline;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a chart's answer is built from its summary. */
public sealed interface ChartShape {

    /**
     * One object over all rows of the summary.
     *
     * @param body the answer
     */
    record Total(Template body) implements ChartShape {}

    /**
     * An object per group in the list {@code datasets}; a group without a value for any of the
     * template's numbers is absent.
     *
     * @param each the object of one group
     * @param order what the list is ordered by; groups that tie are in ascending order of group
     * @param filter the query parameter that selects groups, if any
     */
    record Groups(Template each, Order order, Optional<Filter> filter) implements ChartShape {}

    /**
     * One line with a point per full hour of a time summary, in the list {@code datasets}.
     *
     * @param id name of the line
     */
    record TimeSeries(String id) implements ChartShape {}

    /**
     * How fresh each source is, in the list {@code datasets}.
     *
     * @param label the source attribute that serves as id
     * @param rows the name under which the number of a source's rows appears
     * @param filter the query parameter that selects labels, if any
     */
    record Freshness(String label, String rows, Optional<Filter> filter) implements ChartShape {}

    /**
     * The order of groups.
     *
     * @param by the number that counts; empty for the group itself
     * @param descending whether the highest comes first
     */
    record Order(Optional<Expression> by, boolean descending) {}

    /**
     * A query parameter with a comma-separated list of codes; an empty one means all.
     *
     * @param parameter its name
     * @param pattern what each upper-cased code must match
     */
    record Filter(String parameter, Pattern pattern) {}
}
