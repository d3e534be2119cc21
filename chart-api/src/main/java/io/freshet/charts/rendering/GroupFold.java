package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.SortedCounts;
import io.freshet.charts.summary.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rows of a chart's summaries added up to groups, and kept so by what changes of them: that
 * costs what changed, and not what there is. Not thread-safe: belongs to the thread that refreshes.
 */
final class GroupFold {

    private final Summary<GroupKey> summary;
    private final Map<String, Summary<GroupKey>> counted;
    private final int[] places;
    private final GroupFigures none;
    private final NavigableMap<GroupKey, GroupFigures> figures = new TreeMap<>();
    private final Map<String, CountedGroups> values = new HashMap<>();
    private Predicate<GroupKey> chosen = key -> true;

    /** By group, the values of one column, and what is to be added to them. */
    private static final class CountedGroups {

        private final NavigableMap<GroupKey, SortedCounts> counts = new TreeMap<>();
        private final NavigableMap<GroupKey, NavigableMap<Object, Long>> further = new TreeMap<>();

        void add(GroupKey group, Object value, long rows) {
            if (value != null && rows != 0) {
                further.computeIfAbsent(group, none -> new TreeMap<>(GroupKey.PARTS))
                        .merge(value, rows, Long::sum);
            }
        }

        NavigableMap<GroupKey, SortedCounts> settled() {
            further.forEach(
                    (group, more) ->
                            counts.compute(
                                    group,
                                    (same, before) -> {
                                        SortedCounts now =
                                                (before == null ? SortedCounts.NONE : before)
                                                        .with(more);
                                        return now.size() == 0 ? null : now;
                                    }));
            further.clear();
            return counts;
        }
    }

    /**
     * Begins to listen.
     *
     * @param summary the chart's summary
     * @param counted by column, the summary that counts its values
     * @param places the places, in groups of the summary, of what groups are told apart by
     */
    GroupFold(Summary<GroupKey> summary, Map<String, Summary<GroupKey>> counted, int... places) {
        this.summary = summary;
        this.counted = counted;
        this.places = places;
        this.none = GroupFigures.none(summary.total().aggregates());
        counted.keySet().forEach(column -> values.put(column, new CountedGroups()));
        summary.listen(new OfRows());
        counted.forEach((column, summaryOfColumn) -> summaryOfColumn.listen(new OfValues(column)));
        choose(chosen);
    }

    private final class OfRows implements Summary.Listener<GroupKey> {

        @Override
        public void changed(GroupKey key, GroupFigures before, GroupFigures after) {
            if (chosen.test(key)) {
                figures.compute(
                        key.pick(places),
                        (same, sum) -> {
                            GroupFigures now = (sum == null ? none : sum).replace(before, after);
                            return now.rows() == 0 ? null : now;
                        });
            }
        }

        @Override
        public void cleared() {
            figures.clear();
        }
    }

    private final class OfValues implements Summary.Listener<GroupKey> {

        private final String column;

        OfValues(String column) {
            this.column = column;
        }

        @Override
        public void changed(GroupKey key, GroupFigures before, GroupFigures after) {
            if (chosen.test(key)) {
                values.get(column)
                        .add(key.pick(places), key.lastPart(), after.rows() - before.rows());
            }
        }

        @Override
        public void cleared() {
            values.put(column, new CountedGroups());
        }
    }

    /** From now on counts these groups of the summary only: adds all of them up anew. */
    void choose(Predicate<GroupKey> groups) {
        chosen = groups;
        OfRows rows = new OfRows();
        rows.cleared();
        summary.tell(rows);
        counted.forEach(
                (column, counts) -> {
                    OfValues each = new OfValues(column);
                    each.cleared();
                    counts.tell(each);
                });
    }

    /** The groups as they are now, which stay as they are whatever changes later. */
    FoldedGroups groups() {
        Map<String, NavigableMap<GroupKey, SortedCounts>> counts = new HashMap<>();
        values.forEach((column, groups) -> counts.put(column, new TreeMap<>(groups.settled())));
        return new FoldedGroups(none, new TreeMap<>(figures), counts);
    }
}
