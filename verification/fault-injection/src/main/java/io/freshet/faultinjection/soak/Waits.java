package io.freshet.faultinjection.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long one kind of thing took each time, beside how long it may take. Not thread-safe. */
final class Waits {

    private final String what;
    private final Duration limit;
    private final List<Duration> waits = new ArrayList<>();

    /**
     * @param what what is waited for
     * @param limit how long it may take at the most
     */
    Waits(String what, Duration limit) {
        this.what = what;
        this.limit = limit;
    }

    void add(Duration wait) {
        waits.add(wait);
    }

    boolean isEmpty() {
        return waits.isEmpty();
    }

    /** How often it took longer than it may. */
    long late() {
        return waits.stream().filter(wait -> wait.compareTo(limit) > 0).count();
    }

    /** A row of a table: what, limit, how often, percentiles in seconds, how often late. */
    String row() {
        Collections.sort(waits);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %d | %.2f | %.2f | %.2f | %.2f | %d |",
                what,
                seconds(limit),
                waits.size(),
                seconds(percentile(50)),
                seconds(percentile(90)),
                seconds(percentile(99)),
                seconds(percentile(100)),
                late());
    }

    /** The heads over {@link #row()}. */
    static String heads() {
        return """
                | exact after | limit s | times | p50 s | p90 s | p99 s | max s | late |
                |---|--:|--:|--:|--:|--:|--:|--:|""";
    }

    /** The least wait that {@code percent} of all do not exceed. */
    private Duration percentile(int percent) {
        int rank = (int) Math.ceil(waits.size() * percent / 100.0);
        return waits.get(Math.max(1, rank) - 1);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
