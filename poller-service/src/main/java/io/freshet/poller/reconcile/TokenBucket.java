package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;

/**
 * What reconciliation may still cost a source: filled with a share of the time that passes, and
 * charged with the time that the source works. A step may be done while anything is in it, so that
 * one that costs more than expected is paid off by a longer pause. Not thread-safe.
 */
final class TokenBucket {

    private static final double FULL_MICROS = 2.0 * PollerLimits.STEP_MICROS;

    private double micros = FULL_MICROS;
    private double percent;
    private long filledAt;

    TokenBucket(long nowMillis) {
        this.filledAt = nowMillis;
    }

    /** From now on it is filled with this share of the time, 0 to 100. */
    void fillWith(double share, long nowMillis) {
        fill(nowMillis);
        percent = share;
    }

    private void fill(long nowMillis) {
        micros = Math.min(FULL_MICROS, micros + (nowMillis - filledAt) * 10 * percent);
        filledAt = nowMillis;
    }

    /** In how many milliseconds it is not empty any more; 0 where it is not empty now. */
    long millisUntilFilled(long nowMillis) {
        fill(nowMillis);
        if (micros > 0) {
            return 0;
        }
        return percent <= 0 ? Long.MAX_VALUE : (long) Math.ceil((1 - micros) / (10 * percent));
    }

    /** The source has worked for so many microseconds. */
    void charge(long spentMicros) {
        micros -= spentMicros;
    }
}
