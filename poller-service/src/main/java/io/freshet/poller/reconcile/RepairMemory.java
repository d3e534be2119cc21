package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers what was repaired, to notice repairs that have no effect: a row that is found different
 * again although its source has not changed since. Not thread-safe.
 */
final class RepairMemory {

    private record Repair(OptionalLong digest, int withoutEffect) {}

    private final TreeMap<Long, Repair> byKey = new TreeMap<>();

    /** A key is found different; {@code digest} is what the source has, empty for no row. */
    void differs(long key, OptionalLong digest) {
        Repair before = byKey.get(key);
        boolean again = before != null && before.digest().equals(digest);
        if (before != null || byKey.size() < PollerLimits.REPAIRS_REMEMBERED) {
            byKey.put(key, new Repair(digest, again ? before.withoutEffect() + 1 : 0));
        }
    }

    /** All rows of a range were compared, and only these differ. */
    void compared(KeyRange range, Set<Long> differing) {
        byKey.subMap(range.low(), true, range.high(), true)
                .keySet()
                .removeIf(key -> !differing.contains(key));
    }

    /**
     * All keys of a stretch were compared, and only some within these ranges differ.
     *
     * @param ranges ranges that do not overlap
     */
    void equalBut(KeyRange stretch, Collection<KeyRange> ranges) {
        TreeMap<Long, KeyRange> differing = new TreeMap<>();
        ranges.forEach(range -> differing.put(range.low(), range));
        byKey.subMap(stretch.low(), true, stretch.high(), true)
                .keySet()
                .removeIf(
                        key -> {
                            Map.Entry<Long, KeyRange> range = differing.floorEntry(key);
                            return range == null || !range.getValue().contains(key);
                        });
    }

    /** Whether a repair is known to have had no effect. */
    boolean hasWithoutEffect() {
        return byKey.values().stream().anyMatch(repair -> repair.withoutEffect() > 0);
    }

    /** A key that could not be repaired in several attempts, if there is one. */
    Optional<Long> diverging() {
        return byKey.entrySet().stream()
                .filter(
                        repair ->
                                repair.getValue().withoutEffect()
                                        >= PollerLimits.REPAIRS_WITHOUT_EFFECT)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
