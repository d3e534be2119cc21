package io.freshet.charts.summary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One summary table in memory, added up over all sources. Not thread-safe: belongs to the thread
 * that refreshes.
 *
 * @param <K> what rows are grouped by: the group's text, or the bucket's start
 */
public final class Summary<K extends Comparable<K>> {

    private final Figures none;
    private final Map<Integer, Map<K, Figures>> sources = new HashMap<>();
    private final Map<Integer, Long> rowsOfSources = new HashMap<>();
    private final NavigableMap<K, Figures> totals = new TreeMap<>();
    private Figures total;
    private long revision;

    /**
     * @param sums the summed columns
     */
    public Summary(List<String> sums) {
        none = Figures.none(List.copyOf(sums));
        total = none;
    }

    /** Takes the newest state of one source's row of the summary. */
    public void put(int source, K key, Figures figures) {
        Figures before = sources.computeIfAbsent(source, id -> new HashMap<>()).put(key, figures);
        replace(source, key, before == null ? none : before, figures);
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
                                                replace(source, row.getKey(), row.getValue(), none);
                                            }
                                            return old;
                                        }));
        totals.headMap(first).clear();
    }

    private void replace(int source, K key, Figures before, Figures after) {
        totals.merge(
                key, none.replace(before, after), (sum, ignored) -> sum.replace(before, after));
        total = total.replace(before, after);
        rowsOfSources.merge(source, after.rows() - before.rows(), Long::sum);
        revision++;
    }

    /** The figures of all rows. */
    public Figures total() {
        return total;
    }

    /** The figures per group or bucket, in ascending order; a live view. */
    public NavigableMap<K, Figures> totals() {
        return totals;
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
