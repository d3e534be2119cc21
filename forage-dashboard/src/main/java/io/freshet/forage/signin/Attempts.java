package io.freshet.forage.signin;

import io.freshet.forage.problem.Refused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts attempts by a key within a window of time, and refuses those above the limit. Kept in
 * memory, for at most {@value #MOST_KEYS} keys (the ones longest untouched go first). By hand, as
 * fault-tolerance libraries limit a method, not a key. Safe on any thread.
 */
final class Attempts {
    private static final int MOST_KEYS = 10_000;

    private final int limit;
    private final long windowNanos;
    private final LongSupplier nanoClock;
    private final Map<String, Counted> byKey =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
                    return size() > MOST_KEYS;
                }
            };

    Attempts(int limit, Duration window, LongSupplier nanoClock) {
        this.limit = limit;
        this.windowNanos = window.toNanos();
        this.nanoClock = nanoClock;
    }

    /**
     * Takes one attempt.
     *
     * @throws Refused where the key has none left, naming the seconds until the next
     */
    synchronized void take(String key) {
        long now = nanoClock.getAsLong();
        Counted counted = byKey.get(key);
        if (counted == null || now - counted.since >= windowNanos) {
            counted = new Counted(now);
            byKey.put(key, counted);
        }
        if (counted.count >= limit) {
            long seconds = Duration.ofNanos(windowNanos - (now - counted.since)).toSeconds() + 1;
            throw Refused.tooMany(
                    "Too many attempts; the next one is possible in " + inWords(seconds) + ".",
                    seconds);
        }
        counted.count++;
    }

    /** Takes back one attempt, which succeeded and was none at guessing. */
    synchronized void giveBack(String key) {
        Counted counted = byKey.get(key);
        if (counted != null && counted.count > 0) {
            counted.count--;
        }
    }

    /** Forgets the key's attempts, after one that succeeded. */
    synchronized void forget(String key) {
        byKey.remove(key);
    }

    private static String inWords(long seconds) {
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    private static final class Counted {
        private final long since;
        private int count;

        private Counted(long since) {
            this.since = since;
        }
    }
}
