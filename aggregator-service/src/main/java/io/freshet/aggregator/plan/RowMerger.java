package io.freshet.aggregator.plan;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.normalise.RejectedValue;
import io.freshet.aggregator.statement.UpsertRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges rows of several events into one statement's: of each key the newest state. */
final class RowMerger {

    private record Part(int source, NormalisedRows rows) {}

    private record RowId(int source, long key) {}

    private final int width;
    private final boolean refilled;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Long> highest = new HashMap<>();
    private final Set<RowId> known = new HashSet<>();
    private boolean ascending = true;
    private int size;

    /**
     * @param width how many columns the table has
     * @param refilled whether a newer state of a key is another row, with a time of its own
     */
    RowMerger(int width, boolean refilled) {
        this.width = width;
        this.refilled = refilled;
    }

    /** Adds rows that are newer than all of the same source so far. */
    void add(int source, NormalisedRows rows) {
        parts.add(new Part(source, rows));
        size += rows.size();
        for (int row = 0; ascending && row < rows.size(); row++) {
            Long before = row == 0 ? highest.get(source) : Long.valueOf(rows.key(row - 1));
            ascending = before == null || before < rows.key(row);
        }
        if (rows.size() > 0) {
            highest.put(source, rows.key(rows.size() - 1));
        }
    }

    /**
     * As {@link #add}, unless a row is among those that were added so: then nothing is added.
     *
     * @return whether they were added
     */
    boolean addUnknown(int source, NormalisedRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (known.contains(new RowId(source, rows.key(row)))) {
                return false;
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            known.add(new RowId(source, rows.key(row)));
        }
        add(source, rows);
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    UpsertRows merge() {
        UpsertRows merged = new UpsertRows(width, size);
        // Keys mostly come in order and only once; only where they do not is it worth a map.
        Map<RowId, Integer> places = ascending ? null : new HashMap<>();
        int filled = 0;
        for (Part part : parts) {
            int rejection = 0;
            List<RejectedValue> rejected = part.rows.rejected();
            for (int row = 0; row < part.rows.size(); row++) {
                int next = filled;
                int place =
                        ascending
                                ? next
                                : places.computeIfAbsent(
                                        new RowId(part.source, part.rows.key(row)), id -> next);
                if (place == next) {
                    merged.put(place, part.source, part.rows, row, refilled);
                    filled++;
                } else {
                    merged.replace(place, part.rows, row, refilled);
                }
                for (;
                        rejection < rejected.size() && rejected.get(rejection).row() == row;
                        rejection++) {
                    merged.reject(rejected.get(rejection).atRow(place));
                }
            }
        }
        return filled == size ? merged : merged.slice(0, filled);
    }
}
