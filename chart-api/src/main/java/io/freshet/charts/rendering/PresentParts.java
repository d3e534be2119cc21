package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupKey;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * The values that a rendering has in each dimension. Choices of the same of them are told by the
 * same sets of places, whatever ranges they were written as. Thread-safe.
 */
final class PresentParts {

    private final IntFunction<List<Object>> values;
    private final Map<Integer, List<Object>> known = new ConcurrentHashMap<>();

    /**
     * @param values gives the values of a dimension, ascending, none twice
     */
    PresentParts(IntFunction<List<Object>> values) {
        this.values = values;
    }

    /** By dimension, the places of the values that are chosen. */
    Map<Integer, BitSet> chosen(Selection.Choices choices) {
        Map<Integer, BitSet> chosen = new HashMap<>();
        choices.choices()
                .forEach(
                        (dimension, ranges) -> {
                            List<Object> present = known.computeIfAbsent(dimension, values::apply);
                            BitSet places = new BitSet(present.size());
                            ranges.forEach(range -> set(places, range, present));
                            chosen.put(dimension, places);
                        });
        return chosen;
    }

    private static void set(BitSet places, Selection.Range range, List<Object> present) {
        int from = range.from() == null ? 0 : firstNotBelow(range.from(), present);
        int to = range.to() == null ? present.size() : firstAbove(range.to(), present);
        if (from < to) {
            places.set(from, to);
        }
    }

    private static int firstNotBelow(Object value, List<Object> present) {
        int found = Collections.binarySearch(present, value, GroupKey.PARTS);
        return found >= 0 ? found : -found - 1;
    }

    private static int firstAbove(Object value, List<Object> present) {
        int found = Collections.binarySearch(present, value, GroupKey.PARTS);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
