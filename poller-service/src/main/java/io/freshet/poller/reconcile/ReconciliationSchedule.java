package io.freshet.poller.reconcile;

import io.freshet.configuration.SourceConfig.SweepConfig;

/**
 * When to sweep: so that sweeps take no more of the source's time than its operator allows, and a
 * change in a table that one pass reads in under a second is still found within ten seconds.
 *
 * <p>Not thread-safe. Times are in milliseconds of any one clock.
 */
final class ReconciliationSchedule {

    /** A table that one pass reads faster than this counts as small. */
    static final long SMALL_PASS_MILLIS = 1_000;

    /** How often a small table is swept even where nothing hints at a change. */
    static final long SMALL_INTERVAL_MILLIS = 8_000;

    /** How often a table is swept at the most. */
    static final long SHORTEST_INTERVAL_MILLIS = 1_000;

    /** How long a hint lasts: statistics of a source lag by up to 10 s. */
    static final long HINT_MILLIS = 15_000;

    /** Part of the idle share that a table takes where nothing at all is seen to happen. */
    private static final double AT_REST = 0.25;

    private final SweepConfig shares;
    private long passBegan = Long.MIN_VALUE / 2;
    private long passCost;
    private long currentCost;
    private long lastStepEnded = Long.MIN_VALUE / 2;
    private long lastStepCost;
    private long hintedUntil = Long.MIN_VALUE / 2;
    private long activeUntil = Long.MIN_VALUE / 2;
    private boolean sweptSinceHint = true;
    private boolean running;

    ReconciliationSchedule(SweepConfig shares) {
        this.shares = shares;
    }

    /** Something hints at an update, a delete or a reset. */
    void hint(long now) {
        hintedUntil = now + HINT_MILLIS;
        sweptSinceHint = false;
    }

    /** The source is being written to, or cannot give hints. */
    void active(long now) {
        activeUntil = now + HINT_MILLIS;
    }

    /** Whether the next step may be done now. */
    boolean isDue(long now) {
        if (running) {
            double share = share(now);
            return now - lastStepEnded >= lastStepCost * (100 - share) / share;
        }
        return now - passBegan >= interval(now);
    }

    private double share(long now) {
        // the first pass does not know yet how long it will take: small until it turns out large
        boolean small = Math.max(passCost, currentCost) < SMALL_PASS_MILLIS;
        return hinted(now) || small ? shares.hintedPercent() : idleShare(now);
    }

    /**
     * A table that nobody seems to write to costs its source a quarter of what the operator allows:
     * with the polls, less than a hundredth of a core.
     */
    private double idleShare(long now) {
        return shares.idlePercent() * (now < activeUntil ? 1 : AT_REST);
    }

    private boolean hinted(long now) {
        return now < hintedUntil || !sweptSinceHint;
    }

    private double interval(long now) {
        if (hinted(now)) {
            return Math.max(SHORTEST_INTERVAL_MILLIS, passCost * 100.0 / shares.hintedPercent());
        }
        if (passCost < SMALL_PASS_MILLIS && now < activeUntil) {
            return SMALL_INTERVAL_MILLIS;
        }
        return Math.max(SMALL_INTERVAL_MILLIS, passCost * 100.0 / idleShare(now));
    }

    /** A step of a pass begins, perhaps the first. */
    void stepBegins(long now) {
        if (!running) {
            running = true;
            passBegan = now;
            currentCost = 0;
        }
    }

    /** A step ended after so many milliseconds of the source's time. */
    void stepEnded(long now, long cost) {
        currentCost += cost;
        lastStepCost = cost;
        lastStepEnded = now;
    }

    /** The pass is complete. */
    void passEnded() {
        running = false;
        passCost = currentCost;
        if (passBegan > hintedUntil - HINT_MILLIS) {
            sweptSinceHint = true;
        }
    }

    /** The pass cannot be completed. */
    void passAborted() {
        running = false;
    }

    /** How many milliseconds of the source's time the last complete pass took. */
    long passCost() {
        return passCost;
    }
}
