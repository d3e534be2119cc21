package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.SortedCounts;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.GroupState;
import io.freshet.pipeline.ValueCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Groups as they were at one moment, and what they come to together. Never altered. */
final class FoldedGroups {

    private final GroupFigures none;
    private final NavigableMap<GroupKey, GroupFigures> figures;
    private final Map<String, NavigableMap<GroupKey, SortedCounts>> values;

    /**
     * @param none what is known of no rows
     * @param figures by group; not altered any more
     * @param values by column and group, the values that are counted; not altered any more
     */
    FoldedGroups(
            GroupFigures none,
            NavigableMap<GroupKey, GroupFigures> figures,
            Map<String, NavigableMap<GroupKey, SortedCounts>> values) {
        this.none = none;
        this.figures = figures;
        this.values = values;
    }

    /** All groups, in ascending order; may be altered. */
    NavigableMap<GroupKey, State> all() {
        NavigableMap<GroupKey, State> all = new TreeMap<>();
        figures.forEach((key, known) -> all.put(key, state(List.of(key))));
        return all;
    }

    /**
     * Adds up.
     *
     * @param chosen which groups count
     * @param places the places, in these groups, of what the new ones are told apart by
     * @return may be altered
     */
    NavigableMap<GroupKey, State> by(Predicate<GroupKey> chosen, int... places) {
        NavigableMap<GroupKey, List<GroupKey>> parts = new TreeMap<>();
        for (GroupKey key : figures.keySet()) {
            if (chosen.test(key)) {
                parts.computeIfAbsent(key.pick(places), group -> new ArrayList<>()).add(key);
            }
        }
        NavigableMap<GroupKey, State> groups = new TreeMap<>();
        parts.forEach((group, keys) -> groups.put(group, state(keys)));
        return groups;
    }

    private State state(List<GroupKey> keys) {
        GroupFigures sum = none;
        for (GroupKey key : keys) {
            sum = sum.plus(figures.get(key));
        }
        Map<String, List<SortedCounts>> counts = new HashMap<>();
        values.forEach(
                (column, groups) ->
                        counts.put(
                                column,
                                keys.stream().map(groups::get).filter(Objects::nonNull).toList()));
        return new State(sum, counts);
    }

    /** All values of one place in groups, ascending; without missing ones. */
    List<Object> parts(int place) {
        TreeSet<Object> parts = new TreeSet<>(GroupKey.PARTS);
        figures.keySet().stream()
                .map(key -> key.parts().get(place))
                .filter(Objects::nonNull)
                .forEach(parts::add);
        return List.copyOf(parts);
    }

    /** All of these together; none of them are no rows at all. */
    State together(Iterable<State> states) {
        GroupFigures sum = none;
        Map<String, List<SortedCounts>> counts = new HashMap<>();
        for (State state : states) {
            sum = sum.plus(state.figures);
            state.counts.forEach(
                    (column, parts) ->
                            counts.computeIfAbsent(column, first -> new ArrayList<>())
                                    .addAll(parts));
        }
        return new State(sum, counts);
    }

    /** What is known of the rows of one group. Not thread-safe. */
    static final class State implements GroupState {

        private final GroupFigures figures;
        private final Map<String, List<SortedCounts>> counts;

        private State(GroupFigures figures, Map<String, List<SortedCounts>> counts) {
            this.figures = figures;
            this.counts = counts;
        }

        @Override
        public long rows() {
            return figures.rows();
        }

        @Override
        public List<BigDecimal> state(Aggregate aggregate) {
            return figures.state(aggregate);
        }

        /** Put together when somebody asks for them first: not every figure does. */
        @Override
        public ValueCounts values(String column) {
            List<SortedCounts> parts = counts.getOrDefault(column, List.of());
            if (parts.size() > 1) {
                parts = List.of(SortedCounts.together(parts));
                counts.put(column, parts);
            }
            return parts.isEmpty() ? SortedCounts.NONE : parts.get(0);
        }
    }
}
