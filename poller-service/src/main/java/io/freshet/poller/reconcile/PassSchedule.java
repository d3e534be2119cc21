package io.freshet.poller.reconcile;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.warehouse.layout.Home;
import java.util.function.BooleanSupplier;

/**
 * When the passes over one table begin and what share of the source's time they may take: so that
 * they cost no more than its operator allows, and a change in a table that one pass reads in {@link
 * #SMALL_PASS_MICROS} is still found within ten seconds, with hints or without.
 *
 * <p>A pass is whole, or looks at what was written since the one before. Where the table tells
 * that, changes are found so, and whole passes are made as while nothing hints at a change.
 *
 * <p>Not thread-safe. Times are in milliseconds of any one clock.
 */
final class PassSchedule {

    /** A table of which one pass costs less than this counts as small. */
    static final long SMALL_PASS_MICROS = 1_500_000;

    /** How often a small table is compared where it may have changed. */
    static final long SMALL_INTERVAL_MILLIS = 8_000;

    /**
     * What passes over a small table take of the source's time while changes keep coming, in
     * percent, unless the interval asks for more.
     */
    static final double SMALL_PERCENT = 4;

    /** The same of passes that look at what was written, in percent. */
    static final double WRITTEN_PERCENT = 2;

    /** How often a table is compared at the most. */
    static final long SHORTEST_INTERVAL_MILLIS = 1_000;

    /** How long a hint lasts: statistics of a source lag by up to 10 s. */
    static final long HINT_MILLIS = 15_000;

    /** Part of the idle share that a table takes where nothing at all is seen to happen. */
    static final double AT_REST = 0.25;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final SweepConfig shares;
    private final Home home;
    private final BooleanSupplier small;
    private long passBegan = NEVER;
    private long wholeBegan = NEVER;
    private long wholeCost;
    private long writtenCost;
    private long currentCost;
    private boolean whole;
    private long hintedUntil = NEVER;
    private long activeUntil = NEVER;
    private boolean comparedSinceHint = true;
    private boolean urgent;

    /**
     * @param home what the table's keys are
     * @param small whether one pass over all tables of the source costs less than {@link
     *     #SMALL_PASS_MICROS}
     */
    PassSchedule(SweepConfig shares, Home home, BooleanSupplier small) {
        this.shares = shares;
        this.home = home;
        this.small = small;
    }

    /** Something hints at an update or a delete. */
    void hint(long now) {
        hintedUntil = now + HINT_MILLIS;
        comparedSinceHint = false;
    }

    /** The table was emptied or replaced: the next pass begins at once. */
    void urgent(long now) {
        hint(now);
        urgent = true;
    }

    /** The source is being written to, or cannot give hints. */
    void active(long now) {
        activeUntil = now + HINT_MILLIS;
    }

    /** Whether a pass that begins now is to be whole where it may look at what was written. */
    boolean isWholeDue(long now) {
        return urgent || wholeBegan + wholeInterval(now, true) <= now;
    }

    /**
     * In how many milliseconds the next pass may begin; 0 or less for now.
     *
     * @param tellsWritten whether that pass may look at what was written
     */
    long millisUntilPass(long now, boolean tellsWritten) {
        if (urgent) {
            return 0;
        }
        double due = wholeBegan + wholeInterval(now, tellsWritten);
        if (tellsWritten && mayHaveChanged(now)) {
            due = Math.min(due, passBegan + writtenInterval(now));
        }
        return (long) Math.ceil(due - now);
    }

    /** The share of the source's time, in percent, that a pass may take now. */
    double share(long now) {
        // the first pass does not know yet how long it will take: small until it turns out large
        return isHinted(now) || small.getAsBoolean() ? shares.hintedPercent() : idleShare(now);
    }

    /** What a pass costs the source, in microseconds, as far as is known. */
    long cost() {
        return Math.max(wholeCost, currentCost);
    }

    /**
     * A table that nobody seems to write to costs its source a quarter of what the operator allows:
     * with the polls, less than a hundredth of a core.
     */
    private double idleShare(long now) {
        return shares.idlePercent() * (now < activeUntil ? 1 : AT_REST);
    }

    private boolean isHinted(long now) {
        return now < hintedUntil || !comparedSinceHint;
    }

    private boolean mayHaveChanged(long now) {
        return isHinted(now) || (small.getAsBoolean() && now < activeUntil);
    }

    private double wholeInterval(long now, boolean tellsWritten) {
        if (tellsWritten || !mayHaveChanged(now)) {
            return Math.max(SMALL_INTERVAL_MILLIS, passMillis(idleShare(now)));
        }
        if (!isHinted(now)) {
            return smallInterval();
        }
        double hinted =
                small.getAsBoolean()
                        ? Math.min(smallInterval(), passMillis(SMALL_PERCENT))
                        : passMillis(shares.hintedPercent());
        return Math.max(SHORTEST_INTERVAL_MILLIS, hinted);
    }

    private double writtenInterval(long now) {
        if (!isHinted(now)) {
            return SMALL_INTERVAL_MILLIS;
        }
        double hinted =
                small.getAsBoolean()
                        ? Math.min(SMALL_INTERVAL_MILLIS, millis(writtenCost, WRITTEN_PERCENT))
                        : millis(writtenCost, shares.hintedPercent());
        return Math.max(SHORTEST_INTERVAL_MILLIS, hinted);
    }

    /**
     * Where keys are hashes, what a pass finds is known at its end only: so the next begins sooner.
     */
    private double smallInterval() {
        double pass = home == Home.HASH ? passMillis(shares.hintedPercent()) : 0;
        return Math.max(pass, SMALL_INTERVAL_MILLIS - pass);
    }

    /** How long a whole pass takes with a share of the time, in percent. */
    private double passMillis(double percent) {
        return millis(wholeCost, percent);
    }

    private static double millis(long costMicros, double percent) {
        return costMicros / 1_000.0 * 100 / percent;
    }

    /**
     * A pass begins.
     *
     * @param isWhole whether it does more than look at what was written
     */
    void passBegins(long now, boolean isWhole) {
        passBegan = now;
        whole = isWhole;
        if (isWhole) {
            wholeBegan = now;
        }
        currentCost = 0;
        urgent = false;
    }

    /** A step of the pass cost the source so many microseconds. */
    void spent(long micros) {
        currentCost += micros;
    }

    /** The pass is complete. */
    void passEnds() {
        if (whole) {
            wholeCost = currentCost;
        } else {
            writtenCost = currentCost;
        }
        if (passBegan > hintedUntil - HINT_MILLIS) {
            comparedSinceHint = true;
        }
    }
}
