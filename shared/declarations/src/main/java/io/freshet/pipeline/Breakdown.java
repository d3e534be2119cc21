package io.freshet.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a chart of figures is made of: they are broken down by some dimensions, or by none.
 *
 * @param by what groups are told apart by, with the names that it has in the answer
 * @param parameters what requests may choose by; an entry may be one of {@code by}
 * @param figures the figures of a group, with the names that they have in the answer
 * @param counted of each column whose values are counted, the summary that counts them: its
 *     dimensions are those of the chart's summary and then the value
 * @param order what comes first; then groups are in ascending order
 * @param limit at most so many groups
 * @param rest what all others together are called where they are shown; needs a limit
 * @param last the last periods only
 * @param where which groups of the summary count, empty for all
 */
public record Breakdown(
        List<Label> by,
        List<Label> parameters,
        List<Figure> figures,
        Map<String, String> counted,
        List<Rank> order,
        OptionalInt limit,
        Optional<String> rest,
        Optional<Window> last,
        Optional<ChartWhere> where) {

    /**
     * A dimension with a name.
     *
     * @param place its place among the dimensions of the chart's summary
     */
    public record Label(String name, Dimension dimension, int place) {}

    /**
     * A figure with a name.
     *
     * @param unit what it is counted in, such as {@code EUR}; for people
     * @param format how people are shown it, such as {@code 0.00} or {@code 0.0 %}
     */
    public record Figure(
            String name, Formula formula, Optional<String> unit, Optional<String> format) {}

    /**
     * What groups are ordered by.
     *
     * @param field the place of a label or, after all labels, of a figure
     */
    public record Rank(int field, boolean descending) {}

    /**
     * The last periods, the running one included.
     *
     * @param label the place of the label that says in which period a group is
     * @param periods how many
     * @param empty whether periods without rows are shown, too
     */
    public record Window(int label, PeriodCalendar calendar, int periods, boolean empty) {

        Window withEmptyPeriods() {
            return new Window(label, calendar, periods, true);
        }
    }

    /** The names of labels and figures, in the order in which objects have them. */
    public List<String> fields() {
        return Stream.concat(by.stream().map(Label::name), figures.stream().map(Figure::name))
                .toList();
    }

    /** The places of {@code by} among the dimensions of the summary. */
    public int[] places() {
        return IntStream.range(0, by.size()).map(i -> by.get(i).place()).toArray();
    }
}
