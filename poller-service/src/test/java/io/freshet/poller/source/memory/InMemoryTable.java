package io.freshet.poller.source.memory;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The committed rows of a table in memory: a value of its one column by key. */
public final class InMemoryTable {

    private final TreeMap<Long, String> rows = new TreeMap<>();
    private long identity = 1;
    private long updated;
    private long deleted;
    private boolean statistics = true;

    /** Inserts or updates. */
    public void put(long key, String value) {
        if (rows.put(key, value) != null) {
            updated++;
        }
    }

    /** Inserts keys from one to another, both included. */
    public void fill(long from, long to) {
        for (long key = from; key <= to; key++) {
            put(key, "v" + key);
        }
    }

    /** Deletes. */
    public void remove(long key) {
        if (rows.remove(key) != null) {
            deleted++;
        }
    }

    /** Empties the table at once, as TRUNCATE does. */
    public void truncate() {
        rows.clear();
        identity++;
    }

    /** Whether changes are counted. */
    public void statistics(boolean on) {
        statistics = on;
    }

    boolean isCounted() {
        return statistics;
    }

    long updated() {
        return statistics ? updated : 0;
    }

    long deleted() {
        return statistics ? deleted : 0;
    }

    long identity() {
        return identity;
    }

    NavigableMap<Long, String> rows() {
        return rows;
    }

    /** The digests of all rows. */
    public Map<Long, Long> digests() {
        Map<Long, Long> digests = new TreeMap<>();
        rows.forEach((key, value) -> digests.put(key, digest(key, value)));
        return digests;
    }

    static long digest(long key, String value) {
        long mixed = key * 0x9E3779B97F4A7C15L ^ value.hashCode() * 0xC2B2AE3D27D4EB4FL;
        return mixed ^ (mixed >>> 29);
    }
}
