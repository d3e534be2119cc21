package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;

/**
 * How much one statement of a comparison covers, in rows or blocks: about as much as the source
 * goes through in a certain time. Not thread-safe.
 */
final class StepSize {

    /** Added to what a statement cost, so that one that cost nothing has a bound on its growth. */
    private static final double FIXED_MICROS = 5_000;

    private final long micros;
    private final StepCeiling ceiling;
    private long size;

    /**
     * @param micros how long a statement is to work, in microseconds
     * @param first the size to begin with
     * @param least the least that a statement that succeeded leads to
     * @param most the most
     */
    StepSize(long micros, long first, long least, long most) {
        this.micros = micros;
        this.size = first;
        this.ceiling = new StepCeiling(least, most);
    }

    long now() {
        return size;
    }

    /** A statement of this size has worked for so long. */
    void took(long costMicros) {
        double factor = (micros + FIXED_MICROS) / (costMicros + FIXED_MICROS);
        size = ceiling.next((long) (size * factor));
    }

    /** A statement of this size takes too long; false where a smaller one cannot be asked for. */
    boolean shrink() {
        boolean more = size > 1;
        ceiling.failedAt(size);
        size = Math.max(1, size / PollerLimits.PAGE_DIVISOR);
        return more;
    }
}
