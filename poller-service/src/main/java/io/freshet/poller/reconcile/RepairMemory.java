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

    private record Repair(KeyRange keys, OptionalLong seen, int withoutEffect) {}

    private final TreeMap<Long, Repair> byKey = new TreeMap<>();

    /** A key is found different; {@code digest} is what the source has, empty for no row. */
    void differs(long key, OptionalLong digest) {
        note(new KeyRange(key, key), digest);
    }

    /** Of keys under which the source has no row so many rows are held. */
    void differs(KeyRange keys, long heldRows) {
        note(keys, OptionalLong.of(heldRows));
    }

    private void note(KeyRange keys, OptionalLong seen) {
        Repair before = byKey.get(keys.low());
        boolean again = before != null && before.seen().equals(seen);
        if (before != null || byKey.size() < PollerLimits.REPAIRS_REMEMBERED) {
            byKey.put(keys.low(), new Repair(keys, seen, again ? before.withoutEffect() + 1 : 0));
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

    /** A key, or keys, that could not be repaired in several attempts, if there are such. */
    Optional<KeyRange> diverging() {
        return byKey.values().stream()
                .filter(repair -> repair.withoutEffect() >= PollerLimits.REPAIRS_WITHOUT_EFFECT)
                .map(Repair::keys)
                .findFirst();
    }
}
