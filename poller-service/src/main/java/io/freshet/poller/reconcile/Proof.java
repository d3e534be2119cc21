package io.freshet.poller.reconcile;

import io.freshet.poller.publish.EpochPublisher;

/** Up to when source and warehouse are proven to hold the same of one table. Not thread-safe. */
final class Proof {

    private long provenAt;
    private long pendingAt;
    private long pendingUntil;

    /**
     * A pass has found everything equal, or repaired it.
     *
     * @param began when it began, microseconds since 1970 UTC
     * @param sequence the newest event published: what it repaired is in the events up to there
     */
    void passed(long began, long sequence) {
        pendingAt = began;
        pendingUntil = sequence;
    }

    /** Microseconds since 1970 UTC; 0 before the first proof. */
    long provenAt(EpochPublisher publisher) {
        if (pendingAt > provenAt && publisher.isApplied(pendingUntil)) {
            provenAt = pendingAt;
        }
        return provenAt;
    }
}
