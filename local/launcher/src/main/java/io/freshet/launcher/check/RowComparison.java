package io.freshet.launcher.check;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which rows differ in ranges that differ. Where a source is written to, what is on its
 * way differs for a while: a row counts only that stays different while its source does not change
 * it. For one thread, which it blocks.
 */
final class RowComparison {

    /** Ranges that are looked into; where more differ, that is said of them as a whole. */
    private static final int RANGES = 1_000;

    /** Rows of a range that are named. */
    private static final int NAMED = 3;

    private static final long PAUSE_MILLIS = 500;

    /** What the source has under a key that differs: a digest, or no row. */
    private record Differing(Optional<Long> there, Optional<Long> held) {

        boolean isAsBefore(Differing before) {
            return before != null && before.there.equals(there);
        }

        String text(String key) {
            if (held.isEmpty()) {
                return "the row with key %s is not held".formatted(key);
            }
            return there.isEmpty()
                    ? "a row with key %s is held that the source does not have".formatted(key)
                    : "the row with key %s is held with another digest".formatted(key);
        }
    }

    private final AuditedSource source;
    private final HeldTable held;
    private final Home home;
    private final Duration patience;
    private final Differences differences;
    private final TreeSet<Long> suspects = new TreeSet<>();

    /**
     * @param patience how long what is on its way may take
     */
    RowComparison(
            AuditedSource source, HeldTable held, Duration patience, Differences differences) {
        this.source = source;
        this.held = held;
        this.home = held.home();
        this.patience = patience;
        this.differences = differences;
    }

    /** A range in words. */
    static String keys(Home home, long range) {
        return "%s %d to %d"
                .formatted(
                        home == Home.INTEGER ? "keys" : "keys with hashes",
                        home.lowestKey(range),
                        home.highestKey(range));
    }

    /** Takes in what both sides have of a range. */
    void compare(long range, RangeSum there, RangeSum here) {
        if (there.equals(here)) {
            return;
        }
        if (suspects.size() < RANGES) {
            suspects.add(range);
        } else {
            differences.add(
                    Math.max(1, Math.abs(there.rows() - here.rows())),
                    "of %s the source has %,d rows, %,d are held"
                            .formatted(keys(home, range), there.rows(), here.rows()));
        }
    }

    /** Looks into the ranges that differ until nothing changes any more, or patience is over. */
    void finish() {
        Map<Long, Map<Long, Differing>> found = new TreeMap<>();
        suspects.forEach(range -> found.put(range, look(range)));
        found.values().removeIf(Map::isEmpty);
        long until = System.nanoTime() + patience.toNanos();
        while (!found.isEmpty() && System.nanoTime() < until) {
            pause();
            found.replaceAll(this::lookAgain);
            found.values().removeIf(Map::isEmpty);
        }
        found.forEach(this::report);
    }

    private Map<Long, Differing> lookAgain(long range, Map<Long, Differing> before) {
        Map<Long, Differing> now = look(range);
        now.entrySet().removeIf(row -> !row.getValue().isAsBefore(before.get(row.getKey())));
        return now;
    }

    private Map<Long, Differing> look(long range) {
        KeyRange keys = new KeyRange(home.lowestKey(range), home.highestKey(range));
        Map<Long, Long> there = source.ask(table -> table.digests(List.of(keys))).byKey();
        Map<Long, Long> here = held.digests(keys);
        TreeSet<Long> all = new TreeSet<>(there.keySet());
        all.addAll(here.keySet());
        Map<Long, Differing> differing = new TreeMap<>();
        for (long key : all) {
            Differing row =
                    new Differing(
                            Optional.ofNullable(there.get(key)),
                            Optional.ofNullable(here.get(key)));
            if (!row.there().equals(row.held())) {
                differing.put(key, row);
            }
        }
        return differing;
    }

    private void report(long range, Map<Long, Differing> rows) {
        if (rows.size() <= NAMED) {
            Map<Long, String> names = held.names(rows.keySet());
            names.putAll(source.ask(table -> table.names(rows.keySet())));
            rows.forEach((key, row) -> differences.add(1, row.text(names.get(key))));
        } else {
            differences.add(
                    rows.size(), "%,d rows of %s differ".formatted(rows.size(), keys(home, range)));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
