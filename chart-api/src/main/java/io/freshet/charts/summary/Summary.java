package io.freshet.charts.summary;

import io.freshet.pipeline.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One summary table in memory, added up over all sources. Not thread-safe: belongs to the thread
 * that refreshes.
 *
 * @param <K> what rows are grouped by: the group's text, or the bucket's start
 */
public final class Summary<K extends Comparable<K>> {

    /**
     * Hears of every change.
     *
     * @param <K> what rows are grouped by
     */
    public interface Listener<K> {

        /**
         * What one source adds to a group is another now.
         *
         * @param before what it added before; no rows where it is new
         * @param after what it adds now; no rows where it is gone
         */
        void changed(K key, GroupFigures before, GroupFigures after);

        /** Nothing is held any more. */
        void cleared();
    }

    private final GroupFigures none;
    private final List<Listener<K>> listeners = new ArrayList<>();
    private final Map<Integer, Map<K, GroupFigures>> sources = new HashMap<>();
    private final Map<Integer, Long> rowsOfSources = new HashMap<>();
    private final Optional<NavigableMap<K, GroupFigures>> totals;
    private GroupFigures total;
    private long size;
    private long revision;
    private Optional<Absence> absence = Optional.empty();

    private Summary(List<Aggregate> aggregates, Optional<NavigableMap<K, GroupFigures>> totals) {
        this.none = GroupFigures.none(List.copyOf(aggregates));
        this.total = none;
        this.totals = totals;
    }

    /**
     * One that knows the figures of each group over all sources, in order.
     *
     * @param aggregates what is kept beside the number of rows
     */
    public static <K extends Comparable<K>> Summary<K> inOrder(List<Aggregate> aggregates) {
        NavigableMap<K, GroupFigures> totals = new TreeMap<>();
        return new Summary<>(aggregates, Optional.of(totals));
    }

    /**
     * One whose groups may be very many: only who {@link #listen}s adds them up.
     *
     * @param aggregates what is kept beside the number of rows
     */
    public static <K extends Comparable<K>> Summary<K> ofMany(List<Aggregate> aggregates) {
        return new Summary<>(aggregates, Optional.empty());
    }

    /** Has somebody hear of every change from now on. */
    public void listen(Listener<K> listener) {
        listeners.add(listener);
    }

    /** Takes the newest state of one source's row of the summary. */
    public void put(int source, K key, GroupFigures figures) {
        GroupFigures before =
                sources.computeIfAbsent(source, id -> new HashMap<>()).put(key, figures);
        size += before == null ? 1 : 0;
        replace(source, key, before == null ? none : before, figures);
    }

    /** Forgets one source's row of the summary, which has no rows any more. */
    public void remove(int source, K key) {
        Map<K, GroupFigures> rows = sources.getOrDefault(source, Map.of());
        GroupFigures before = rows.get(key);
        if (before != null) {
            rows.remove(key);
            size--;
            replace(source, key, before, none);
            totals.ifPresent(
                    all -> all.computeIfPresent(key, (same, sum) -> sum.rows() == 0 ? null : sum));
        }
    }

    /**
     * Forgets everything, as it is more than can be held, or not the whole.
     *
     * @param why says so
     */
    public void giveUp(Absence why) {
        sources.clear();
        rowsOfSources.clear();
        totals.ifPresent(Map::clear);
        total = none;
        size = 0;
        absence = Optional.of(why);
        revision++;
        listeners.forEach(Listener::cleared);
    }

    /** Holds everything again from now on, nothing at first. */
    public void begin() {
        absence = Optional.empty();
        revision++;
    }

    /** Why nothing is held; empty where everything is. */
    public Optional<Absence> absence() {
        return absence;
    }

    /** How many rows of the summary are held: groups, those of each source on their own. */
    public long size() {
        return size;
    }

    /** Forgets every bucket before the given one. */
    public void forgetBefore(K first) {
        sources.forEach(
                (source, rows) ->
                        rows.entrySet()
                                .removeIf(
                                        row -> {
                                            boolean old = row.getKey().compareTo(first) < 0;
                                            if (old) {
                                                size--;
                                                replace(source, row.getKey(), row.getValue(), none);
                                            }
                                            return old;
                                        }));
        totals.ifPresent(all -> all.headMap(first).clear());
    }

    /** Forgets all rows of a source. */
    public void forget(int source) {
        Map<K, GroupFigures> rows = sources.remove(source);
        if (rows != null) {
            rows.forEach((key, figures) -> replace(source, key, figures, none));
            size -= rows.size();
            rowsOfSources.remove(source);
        }
    }

    private void replace(int source, K key, GroupFigures before, GroupFigures after) {
        totals.ifPresent(
                all ->
                        all.compute(
                                key,
                                (same, sum) -> (sum == null ? none : sum).replace(before, after)));
        total = total.replace(before, after);
        rowsOfSources.merge(source, after.rows() - before.rows(), Long::sum);
        revision++;
        for (Listener<K> listener : listeners) {
            listener.changed(key, before, after);
        }
    }

    /** The figures of all rows. */
    public GroupFigures total() {
        return total;
    }

    /**
     * The figures per group or bucket, in ascending order; a live view.
     *
     * @throws IllegalStateException where they are not known in order
     */
    public NavigableMap<K, GroupFigures> totals() {
        return totals.orElseThrow(
                () -> new IllegalStateException("this summary's groups are in no order"));
    }

    /** Tells of what each source adds to each group, as to one who had listened all along. */
    public void tell(Listener<K> listener) {
        sources.values()
                .forEach(
                        rows ->
                                rows.forEach(
                                        (key, figures) -> listener.changed(key, none, figures)));
    }

    /** The number of rows of one source. */
    public long rowsOf(int source) {
        return rowsOfSources.getOrDefault(source, 0L);
    }

    /** A number that grows with every change. */
    public long revision() {
        return revision;
    }
}
