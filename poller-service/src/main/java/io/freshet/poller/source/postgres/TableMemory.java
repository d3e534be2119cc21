package io.freshet.poller.source.postgres;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.table.RangeSum;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What reading a table has taught, kept from one connection to the next: how many rows one
 * statement can read in time, which rows must be left out, and how values must be asked for.
 */
final class TableMemory {

    private final TreeMap<Long, Long> unread = new TreeMap<>();
    private final TreeMap<Long, RangeSum> doubles = new TreeMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private Map<Long, String> places = Map.of();
    private int page = PollerLimits.PAGE_ROWS;
    private boolean asBytes;

    /** How many rows one statement should ask for at the most, at least 1. */
    int page() {
        return page;
    }

    /** As many rows as were asked for take too long. */
    void tooSlow(int asked) {
        page = Math.max(1, Math.min(page, asked) / PollerLimits.PAGE_DIVISOR);
    }

    /**
     * A statement has read rows.
     *
     * @param asked how many it might have read
     * @param got how many it has read
     * @param costShare the share of its time limit that it took
     * @param characters how long the values were
     */
    void took(int asked, int got, double costShare, long characters) {
        if (got > 0 && (characters > PollerLimits.PAGE_CHARACTERS || costShare > 0.5)) {
            page = Math.max(1, Math.min(page, got) / 2);
        } else if (got >= asked
                && costShare < 0.25
                && characters < PollerLimits.PAGE_CHARACTERS / 4) {
            page = (int) Math.min(PollerLimits.PAGE_ROWS, Math.max(page, 2L * asked));
        }
    }

    /**
     * A row cannot be read in time; false where there are too many such rows.
     *
     * @param nowMillis milliseconds of a clock that only goes forward
     */
    boolean leaveOut(long key, long nowMillis) {
        if (unread.size() >= PollerLimits.UNREAD_ROWS && !unread.containsKey(key)) {
            return false;
        }
        unread.put(key, nowMillis);
        return true;
    }

    /** A row that was left out can be read again. */
    void takeIn(long key) {
        unread.remove(key);
    }

    /** The row that was left out longest ago, if that was before a time. */
    Optional<Long> leftOutBefore(long millis) {
        return unread.entrySet().stream()
                .filter(entry -> entry.getValue() < millis)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** The keys of rows that are left out. */
    Set<Long> unread() {
        return Set.copyOf(unread.keySet());
    }

    /** Keys within a range were looked at as a whole: only these are double. */
    void doublesWithin(long low, long high, Set<Long> keys) {
        doubles.subMap(low, true, high, true).clear();
        addDoubles(keys);
    }

    /** These keys were found to be double. */
    void addDoubles(Set<Long> keys) {
        Set<Long> unknown = new TreeSet<>(keys);
        unknown.removeAll(doubles.keySet());
        addDoubles(unknown.stream().collect(Collectors.toMap(key -> key, key -> RangeSum.NONE)));
    }

    /** These keys were found to be double, with what their further rows sum up to. */
    void addDoubles(Map<Long, RangeSum> surplus) {
        surplus.forEach(
                (key, sum) -> {
                    if (doubles.size() < PollerLimits.DOUBLE_KEYS || doubles.containsKey(key)) {
                        doubles.put(key, sum);
                    }
                });
    }

    /** Keys with several rows. */
    Set<Long> doubles() {
        return Set.copyOf(doubles.keySet());
    }

    /** What the further rows of keys with several rows sum up to, as far as that is known. */
    Map<Long, RangeSum> surplus() {
        return Map.copyOf(doubles);
    }

    /** Keys of rows that are left out, a few at most, of which nobody knows a name yet. */
    Set<Long> unnamed() {
        return Stream.concat(doubles.keySet().stream(), unread.keySet().stream())
                .filter(key -> !names.containsKey(key))
                .limit(TableFacts.MOST_NAMED)
                .collect(Collectors.toSet());
    }

    /** What people call the rows of some keys. */
    void name(Map<Long, String> found) {
        names.keySet().removeIf(key -> !doubles.containsKey(key) && !unread.containsKey(key));
        names.putAll(found);
    }

    /** The names that are known, by key. */
    Map<Long, String> names() {
        return Map.copyOf(names);
    }

    /** Where rows were found to be stored, by key, in the place of what was known before. */
    void setPlaces(Map<Long, String> found) {
        places = found;
    }

    /** Where a row was found last; empty where that is not known. */
    Optional<String> place(long key) {
        return Optional.ofNullable(places.get(key));
    }

    /** Whether values hold bytes that are no text, so that all are asked for as bytes. */
    boolean asBytes() {
        return asBytes;
    }

    void setAsBytes() {
        asBytes = true;
    }
}
