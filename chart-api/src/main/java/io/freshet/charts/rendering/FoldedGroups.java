package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.GroupState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rows of a chart's summaries as they were at one moment, to be added up to the groups that are
 * shown. Never altered.
 */
final class FoldedGroups {

    private record Entry(GroupKey key, GroupFigures figures) {}

    private final GroupFigures none;
    private final List<Entry> rows;
    private final Map<String, List<Entry>> values;

    private FoldedGroups(GroupFigures none, List<Entry> rows, Map<String, List<Entry>> values) {
        this.none = none;
        this.rows = rows;
        this.values = values;
    }

    static FoldedGroups copy(Summary<GroupKey> summary, Map<String, Summary<GroupKey>> counted) {
        Map<String, List<Entry>> values = new HashMap<>();
        counted.forEach((column, counts) -> values.put(column, entries(counts)));
        return new FoldedGroups(
                GroupFigures.none(summary.total().aggregates()), entries(summary), values);
    }

    private static List<Entry> entries(Summary<GroupKey> summary) {
        List<Entry> entries = new ArrayList<>(summary.totals().size());
        summary.totals()
                .forEach(
                        (key, figures) -> {
                            if (figures.rows() != 0) {
                                entries.add(new Entry(key, figures));
                            }
                        });
        return entries;
    }

    /**
     * Adds up.
     *
     * @param chosen which groups of the summary count
     * @param places the places, in groups of the summary, of what they are told apart by
     */
    NavigableMap<GroupKey, State> by(Predicate<GroupKey> chosen, int... places) {
        NavigableMap<GroupKey, State> groups = new TreeMap<>();
        for (Entry row : rows) {
            if (chosen.test(row.key)) {
                groups.computeIfAbsent(row.key.pick(places), key -> new State(none))
                        .add(row.figures);
            }
        }
        values.forEach(
                (column, entries) -> {
                    for (Entry value : entries) {
                        if (chosen.test(value.key)) {
                            groups.computeIfAbsent(value.key.pick(places), key -> new State(none))
                                    .add(column, value.key, value.figures.rows());
                        }
                    }
                });
        return groups;
    }

    /** All values of one place in groups of the summaries, ascending; without missing ones. */
    List<Object> parts(int place) {
        NavigableSet<Object> parts = new TreeSet<>(GroupKey.PARTS);
        Stream.concat(Stream.of(rows), values.values().stream())
                .flatMap(List::stream)
                .map(entry -> entry.key.parts().get(place))
                .filter(Objects::nonNull)
                .forEach(parts::add);
        return List.copyOf(parts);
    }

    /** No rows at all. */
    State nothing() {
        return new State(none);
    }

    /** What is known of the rows of one group. */
    static final class State implements GroupState {

        private final Map<String, NavigableMap<Object, Long>> values = new HashMap<>();
        private GroupFigures figures;

        private State(GroupFigures figures) {
            this.figures = figures;
        }

        private void add(GroupFigures more) {
            figures = figures.plus(more);
        }

        private void add(String column, GroupKey key, long rows) {
            Object value = key.parts().get(key.parts().size() - 1);
            if (value != null) {
                ofColumn(column).merge(value, rows, Long::sum);
            }
        }

        /** Adds all that is known of another group. */
        void add(State other) {
            add(other.figures);
            other.values.forEach(
                    (column, counts) ->
                            counts.forEach(
                                    (value, rows) ->
                                            ofColumn(column).merge(value, rows, Long::sum)));
        }

        private NavigableMap<Object, Long> ofColumn(String column) {
            return values.computeIfAbsent(column, none -> new TreeMap<>(GroupKey.PARTS));
        }

        @Override
        public long rows() {
            return figures.rows();
        }

        @Override
        public List<BigDecimal> state(Aggregate aggregate) {
            return figures.state(aggregate);
        }

        @Override
        public NavigableMap<Object, Long> values(String column) {
            return values.getOrDefault(column, new TreeMap<>());
        }
    }
}
