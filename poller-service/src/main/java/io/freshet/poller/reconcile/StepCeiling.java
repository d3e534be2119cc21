package io.freshet.poller.reconcile;

/**
 * How large a step may become after one of some size has failed: half of that at first, and then an
 * eighth more with each step that succeeds. Where what rows cost does not tell why a step fails, as
 * with a source that stands still now and then, sizes go near that limit slowly instead of jumping
 * over it at every third step. Halving is what TCP's slow start threshold does (RFC 5681, section
 * 3.1), which grows evenly then. Not thread-safe.
 */
final class StepCeiling {

    private static final long GROWTH = 8;

    private final long least;
    private final long most;
    private long now;

    /**
     * @param least what is allowed whatever has failed
     * @param most what is allowed at any time
     */
    StepCeiling(long least, long most) {
        this.least = least;
        this.most = most;
        this.now = most;
    }

    /** A step of that size failed. */
    void failedAt(long size) {
        now = Math.max(least, Math.min(now, size / 2));
    }

    /** A step succeeded; how large the next one is, where it should be so large. */
    long next(long wanted) {
        now = Math.min(most, now + now / GROWTH + 1);
        return Math.max(least, Math.min(wanted, now));
    }
}
