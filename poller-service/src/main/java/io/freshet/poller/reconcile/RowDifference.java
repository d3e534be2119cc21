package io.freshet.poller.reconcile;

import io.freshet.poller.status.SourceMeter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of some ranges differ between source and warehouse, as far as they had been seen.
 *
 * @param fresh keys that the source has and the warehouse lacks
 * @param changed keys whose rows differ
 * @param gone keys that the source lacks and the warehouse has, in order
 * @param doubted numbers of ranges whose rows are the same, and whose sums are not
 */
record RowDifference(List<Long> fresh, List<Long> changed, List<Long> gone, List<Long> doubted) {

    static RowDifference between(Map<Long, Long> source, Map<Long, Long> held) {
        List<Long> fresh = new ArrayList<>();
        List<Long> changed = new ArrayList<>();
        source.forEach(
                (key, digest) -> {
                    Long heldDigest = held.get(key);
                    if (heldDigest == null) {
                        fresh.add(key);
                    } else if (!heldDigest.equals(digest)) {
                        changed.add(key);
                    }
                });
        List<Long> gone =
                held.keySet().stream().filter(key -> !source.containsKey(key)).sorted().toList();
        return new RowDifference(fresh, changed, gone, List.of());
    }

    /** The same, and ranges whose sums are doubted. */
    RowDifference doubting(List<Long> ranges) {
        return new RowDifference(fresh, changed, gone, List.copyOf(ranges));
    }

    /** The keys of all rows that differ. */
    Set<Long> keys() {
        Set<Long> all = new HashSet<>(fresh);
        all.addAll(changed);
        all.addAll(gone);
        return all;
    }

    boolean isNone() {
        return fresh.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }

    /** Counts the rows that differ. */
    void countTo(SourceMeter meter) {
        meter.newRows().increment((double) fresh.size());
        meter.changedRows().increment((double) changed.size());
        meter.goneRows().increment((double) gone.size());
    }

    /** The keys of rows that have to be read, in pages. */
    Deque<List<Long>> pagesToRead(int mostKeys) {
        List<Long> keys = new ArrayList<>(fresh);
        keys.addAll(changed);
        return pages(keys, mostKeys);
    }

    /** The keys that are gone, in pages. */
    Deque<List<Long>> gonePages(int mostKeys) {
        return pages(gone, mostKeys);
    }

    private static Deque<List<Long>> pages(List<Long> keys, int mostKeys) {
        Deque<List<Long>> pages = new ArrayDeque<>();
        for (int from = 0; from < keys.size(); from += mostKeys) {
            pages.add(List.copyOf(keys.subList(from, Math.min(keys.size(), from + mostKeys))));
        }
        return pages;
    }
}
