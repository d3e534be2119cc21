package io.freshet.poller.tail;

import io.freshet.poller.limit.PollerLimits;

/**
 * How many gaps a poll may probe, by what probes have cost so far: their share of the source's time
 * is bounded, whatever number there are. Not thread-safe.
 */
final class ProbeBudget {

    private static final double WEIGHT = 0.2;

    private final long pollMillis;
    private double microsPerProbe = 2;

    ProbeBudget(long pollMillis) {
        this.pollMillis = pollMillis;
    }

    /** Probes of a poll in all. */
    int most() {
        double micros = pollMillis * 1_000 * PollerLimits.PROBING_SHARE;
        double affordable = micros / microsPerProbe;
        return (int)
                Math.max(
                        PollerLimits.FEWEST_PROBES, Math.min(PollerLimits.MOST_PROBES, affordable));
    }

    /** Probes of old gaps, of which there are so many: all of them have their turn in a round. */
    int old(int gaps) {
        double share = Math.min(1, pollMillis / (double) PollerLimits.OLD_GAP_ROUND_MILLIS);
        int wanted = (int) Math.ceil(gaps * share) + 1;
        return Math.min(wanted, Math.max(PollerLimits.FEWEST_PROBES, most() / 4));
    }

    /** A poll took so long; one that found many rows says nothing about probes. */
    void took(long micros, int probes, int rows) {
        if (probes >= 100 && rows < 100) {
            microsPerProbe += WEIGHT * (micros / (double) probes - microsPerProbe);
        }
    }
}
