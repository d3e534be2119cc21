package io.freshet.poller.source.memory;

import io.freshet.poller.source.Blocks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The committed rows of a table in memory: the value of its first column, or null, by key. */
public final class InMemoryTable {

    private static final long ROWS_OF_BLOCK = 20;

    private final TreeMap<Long, String> rows = new TreeMap<>();
    private final Map<Long, Long> writtenAt = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();
    private long identity = 1;
    private long writes;
    private long inserted;
    private long updated;
    private long deleted;
    private boolean statistics = true;

    /** The row that was not held at the last look, so that most looks need no other. */
    private Long lacked;

    /** Inserts or updates. */
    public void put(long key, String value) {
        if (rows.containsKey(key)) {
            updated++;
        } else {
            inserted++;
        }
        rows.put(key, value);
        writtenAt.put(key, ++writes);
    }

    /** Changes a row so that nothing tells, as a new name for the value of an enumeration does. */
    public void changeUnseen(long key, String value) {
        rows.put(key, value);
    }

    /** How many writes there were. */
    long writes() {
        return writes;
    }

    /** By which of the writes a row is as it is. */
    long writtenBy(long key) {
        return writtenAt.get(key);
    }

    /** Inserts. Fails where the table has a row with the key, and without a key. */
    public void insert(Long key, String value) {
        if (key == null) {
            throw new IllegalStateException("the table takes no row without a key");
        }
        if (rows.containsKey(key)) {
            throw new IllegalStateException("the table takes one row with key " + key);
        }
        put(key, value);
    }

    /** Inserts keys from one to another, both included. */
    public void fill(long from, long to) {
        for (long key = from; key <= to; key++) {
            put(key, "v" + key);
        }
    }

    /** Deletes. */
    public void remove(long key) {
        if (rows.containsKey(key)) {
            deleted++;
        }
        rows.remove(key);
    }

    /** Empties the table at once, as TRUNCATE does. */
    public void truncate() {
        rows.clear();
        identity++;
    }

    /** Drops a column. */
    public void drop(String column) {
        dropped.add(column);
    }

    /** Adds a column again that was dropped. */
    public void restore(String column) {
        dropped.remove(column);
    }

    /** Whether changes are counted. */
    public void statistics(boolean on) {
        statistics = on;
    }

    boolean isWithout(String column) {
        return dropped.contains(column);
    }

    boolean isCounted() {
        return statistics;
    }

    long inserted() {
        return statistics ? inserted : 0;
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

    /** Rows are stored in the order of their keys: one that is inserted moves others along. */
    Map<Long, String> in(Blocks blocks) {
        Map<Long, String> found = new TreeMap<>();
        rows.entrySet().stream()
                .skip(blocks.first() * ROWS_OF_BLOCK)
                .limit((blocks.behind() - blocks.first()) * ROWS_OF_BLOCK)
                .forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    long blocks() {
        return (rows.size() + ROWS_OF_BLOCK - 1) / ROWS_OF_BLOCK;
    }

    /**
     * The digests of all rows.
     *
     * @param meaning that under which they are read
     */
    public Map<Long, Long> digests(long meaning) {
        Map<Long, Long> digests = new TreeMap<>();
        rows.forEach((key, value) -> digests.put(key, digest(key, value, meaning)));
        return digests;
    }

    /**
     * Whether somebody has all rows, and no others. Takes little where there is a difference.
     *
     * @param meaning that under which they are read
     * @param held how many rows somebody has
     * @param has whether somebody has a key with a digest
     */
    public boolean isHeld(long meaning, int held, BiPredicate<Long, Long> has) {
        if (rows.size() != held || lacks(lacked, meaning, has)) {
            return false;
        }
        lacked = null;
        for (Long key : rows.keySet()) {
            if (lacks(key, meaning, has)) {
                lacked = key;
                return false;
            }
        }
        return true;
    }

    private boolean lacks(Long key, long meaning, BiPredicate<Long, Long> has) {
        return key != null
                && rows.containsKey(key)
                && !has.test(key, digest(key, rows.get(key), meaning));
    }

    static long digest(long key, String value, long meaning) {
        long hash = value == null ? 0x5DEECE66DL : value.hashCode() + ((long) value.length() << 32);
        long mixed = (key ^ meaning) * 0x9E3779B97F4A7C15L ^ hash * 0xC2B2AE3D27D4EB4FL;
        return mixed ^ (mixed >>> 29);
    }
}
