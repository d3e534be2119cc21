package io.freshet.charts.summary;

import io.freshet.pipeline.ValueCounts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Values in an array, with how many rows have each or a lower one: the value at a place is found by
 * bisection, and some changes are added in one pass that copies what lies between. Never altered.
 */
public final class SortedCounts implements ValueCounts {

    /** No values at all. */
    public static final SortedCounts NONE = new SortedCounts(new Object[0], new long[0]);

    private final Object[] values;

    /** Of each value, how many rows have it or a lower one. */
    private final long[] upTo;

    private SortedCounts(Object[] values, long[] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /**
     * These with rows added.
     *
     * @param more by value, how many rows have it more or, below 0, less; in the order of {@link
     *     GroupKey#PARTS}
     */
    public SortedCounts with(SortedMap<Object, Long> more) {
        Collector sum = new Collector(values.length + more.size());
        int next = 0;
        for (Map.Entry<Object, Long> change : more.entrySet()) {
            int found =
                    Arrays.binarySearch(
                            values, next, values.length, change.getKey(), GroupKey.PARTS);
            int place = found >= 0 ? found : -found - 1;
            sum.addAll(this, next, place);
            sum.add(change.getKey(), change.getValue() + (found >= 0 ? rowsOf(place) : 0));
            next = found >= 0 ? place + 1 : place;
        }
        sum.addAll(this, next, values.length);
        return sum.counts();
    }

    /** All of them together. */
    public static SortedCounts together(List<SortedCounts> all) {
        return switch (all.size()) {
            case 0 -> NONE;
            case 1 -> all.get(0);
            default -> {
                int half = all.size() / 2;
                yield together(all.subList(0, half)).and(together(all.subList(half, all.size())));
            }
        };
    }

    private SortedCounts and(SortedCounts others) {
        Collector sum = new Collector(values.length + others.values.length);
        int mine = 0;
        int theirs = 0;
        while (mine < values.length && theirs < others.values.length) {
            int order = GroupKey.PARTS.compare(values[mine], others.values[theirs]);
            long rows = (order <= 0 ? rowsOf(mine) : 0) + (order >= 0 ? others.rowsOf(theirs) : 0);
            sum.add(order <= 0 ? values[mine] : others.values[theirs], rows);
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        sum.addAll(this, mine, values.length);
        sum.addAll(others, theirs, others.values.length);
        return sum.counts();
    }

    private long rowsOf(int place) {
        return upTo[place] - upTo(place);
    }

    /** How many rows have a value before that place. */
    private long upTo(int place) {
        return place == 0 ? 0 : upTo[place - 1];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public long rows() {
        return upTo(values.length);
    }

    @Override
    public Object at(long place) {
        if (place < 0) {
            throw new IndexOutOfBoundsException(place);
        }
        // the first value with more rows up to it than come before the place
        int found = Arrays.binarySearch(upTo, place + 1);
        return values[found >= 0 ? found : -found - 1];
    }

    @Override
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Puts values together, which come in ascending order. */
    private static final class Collector {

        private final Object[] values;
        private final long[] upTo;
        private int size;
        private long rows;

        Collector(int most) {
            values = new Object[most];
            upTo = new long[most];
        }

        void add(Object value, long more) {
            if (more != 0) {
                rows += more;
                values[size] = value;
                upTo[size] = rows;
                size++;
            }
        }

        void addAll(SortedCounts counts, int from, int to) {
            System.arraycopy(counts.values, from, values, size, to - from);
            long further = rows - counts.upTo(from);
            for (int i = from; i < to; i++) {
                upTo[size + i - from] = counts.upTo[i] + further;
            }
            size += to - from;
            rows = to > from ? upTo[size - 1] : rows;
        }

        SortedCounts counts() {
            return size == 0
                    ? NONE
                    : new SortedCounts(Arrays.copyOf(values, size), Arrays.copyOf(upTo, size));
        }
    }
}
