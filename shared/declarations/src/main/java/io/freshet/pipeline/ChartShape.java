package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a chart's answer is built from its summary. Each kind of chart reads its own declaration; how
 * it is drawn as JSON, and what requests may ask of it, is beside its renderer in chart-api.
 */
public sealed interface ChartShape {

    /** Reads how a chart is built: exactly one of the kinds. */
    static ChartShape read(ChartSection chart) {
        Map<String, Function<ChartSection, ChartShape>> kinds = new LinkedHashMap<>();
        kinds.put(Total.KEY, Total::read);
        kinds.put(Groups.KEY, Groups::read);
        kinds.put(TimeSeries.KEY, TimeSeries::read);
        kinds.put(Freshness.KEY, Freshness::read);
        return kinds.get(chart.onlyOneOf(kinds.keySet())).apply(chart);
    }

    /** How fresh each source is, by its name and without its number of rows; needs no summary. */
    static ChartShape freshnessBySource() {
        return new Freshness("", "", Optional.empty());
    }

    /** Itself, where it tells how fresh sources are. */
    default Optional<Freshness> freshness() {
        return Optional.empty();
    }

    /** The one object that its answer is, if it is one. */
    default Optional<Template> whole() {
        return Optional.empty();
    }

    /** The object of one group in its list of datasets, if it is such a list. */
    default Optional<Template> ofGroup() {
        return Optional.empty();
    }

    /** Its kind in a word, as definitions and the list of charts write it. */
    String kind();

    /** The query parameter that selects groups, if any. */
    default Optional<Filter> filter() {
        return Optional.empty();
    }

    /** The fields of the flat objects that its answer is a list of; empty for another answer. */
    default List<String> fields() {
        return List.of();
    }

    /** The same with what each is. */
    default List<ChartField> typedFields() {
        return List.of();
    }

    /** The names of the summaries that count values for it. */
    default Set<String> valueSummaries() {
        return Set.of();
    }

    /** The rows of a table that it shows, if it does. */
    default Optional<RowList> rowList() {
        return Optional.empty();
    }

    /** Whether all buckets of a summary by time are needed; otherwise the last days will do. */
    default boolean needsAllBuckets() {
        return false;
    }

    /**
     * One object over all rows of the summary.
     *
     * @param body the answer
     */
    record Total(Template body) implements ChartShape {

        static final String KEY = "total";

        @Override
        public Optional<Template> whole() {
            return Optional.of(body);
        }

        @Override
        public String kind() {
            return KEY;
        }

        static Total read(ChartSection chart) {
            return new Total(chart.template(KEY));
        }

        @Override
        public boolean needsAllBuckets() {
            return true;
        }
    }

    /**
     * An object per group in the list {@code datasets}; a group without a value for any of the
     * template's numbers is absent.
     *
     * @param each the object of one group
     * @param order what the list is ordered by; groups that tie are in ascending order of group
     * @param filter the query parameter that selects groups, if any
     */
    record Groups(Template each, Order order, Optional<Filter> filter) implements ChartShape {

        static final String KEY = "groups";

        @Override
        public Optional<Template> ofGroup() {
            return Optional.of(each);
        }

        @Override
        public String kind() {
            return KEY;
        }

        static Groups read(ChartSection chart) {
            chart.require(Grouping.ByColumn.class, KEY, Grouping.ByColumn.KEY);
            return new Groups(chart.template(KEY), chart.order(), chart.filter());
        }
    }

    /**
     * One line with a point per full hour of a time summary, in the list {@code datasets}.
     *
     * @param id name of the line
     */
    record TimeSeries(String id) implements ChartShape {

        static final String KEY = "time-series";

        @Override
        public String kind() {
            return KEY;
        }

        static TimeSeries read(ChartSection chart) {
            chart.require(Grouping.ByTime.class, KEY, Grouping.ByTime.KEY);
            return new TimeSeries(chart.text(KEY));
        }
    }

    /**
     * How fresh each source is, in the list {@code datasets}.
     *
     * @param label the source attribute that serves as id; empty for the source's name
     * @param rows the name under which the number of a source's rows appears; empty where it does
     *     not
     * @param filter the query parameter that selects labels, if any
     */
    record Freshness(String label, String rows, Optional<Filter> filter) implements ChartShape {

        static final String KEY = "freshness";

        @Override
        public Optional<Freshness> freshness() {
            return Optional.of(this);
        }

        @Override
        public String kind() {
            return KEY;
        }

        static Freshness read(ChartSection chart) {
            chart.require(Grouping.ByColumn.class, KEY, Grouping.ByColumn.KEY);
            SectionReader freshness = chart.section(KEY);
            String label = freshness.text("label");
            if (!chart.hasAttribute(label)) {
                throw freshness.invalid("label", "must be one of source-attributes, not " + label);
            }
            String rows = freshness.text("rows");
            freshness.end();
            return new Freshness(label, rows, chart.filter());
        }
    }

    /**
     * A list of flat objects, one for each group.
     *
     * @param parts what it is made of
     */
    record Values(Breakdown parts) implements ChartShape {

        @Override
        public String kind() {
            return "values";
        }

        @Override
        public List<String> fields() {
            return parts.fields();
        }

        @Override
        public Set<String> valueSummaries() {
            return Set.copyOf(parts.counted().values());
        }

        @Override
        public List<ChartField> typedFields() {
            return Stream.concat(
                            parts.by().stream().map(ChartField::of),
                            parts.figures().stream().map(ChartField::of))
                    .toList();
        }
    }

    /**
     * A list of flat objects, one for each of the first rows of a table. It needs no summary.
     *
     * @param list which rows, and what of them
     */
    record Rows(RowList list) implements ChartShape {

        @Override
        public String kind() {
            return "rows";
        }

        @Override
        public List<String> fields() {
            return list.fields();
        }

        @Override
        public List<ChartField> typedFields() {
            return list.cells().stream().map(ChartField::of).toList();
        }

        @Override
        public Optional<RowList> rowList() {
            return Optional.of(list);
        }
    }

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
