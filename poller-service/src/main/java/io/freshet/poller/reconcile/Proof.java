package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.table.KeyGaps;
import java.util.HashSet;
import java.util.Set;

/** Up to when source and warehouse are proven to hold the same of one table. Not thread-safe. */
final class Proof {

    private final KeyGaps gaps;
    private final EpochPublisher publisher;
    private final Set<Long> leftToPolls = new HashSet<>();
    private boolean leftTooMany;
    private long provenAt;
    private long began;
    private long pendingAt;
    private long pendingUntil;

    Proof(KeyGaps gaps, EpochPublisher publisher) {
        this.gaps = gaps;
        this.publisher = publisher;
    }

    /**
     * A pass begins.
     *
     * @param at now, microseconds since 1970 UTC
     */
    void begin(long at) {
        began = at;
        leftToPolls.clear();
        leftTooMany = false;
        pendingAt = 0;
    }

    /** The pass saw a row that no poll has found yet: until one has, nothing is proven. */
    void leaveToPolls(long key) {
        if (leftToPolls.size() < PollerLimits.KEYS_LEFT_TO_POLLS) {
            leftToPolls.add(key);
        } else {
            leftTooMany = true;
        }
    }

    /** The pass has found everything equal, or repaired it, or left it to polls. */
    void passed() {
        pendingAt = leftTooMany ? 0 : began;
        pendingUntil = publisher.lastPublished().sequence();
    }

    /** Microseconds since 1970 UTC; 0 before the first proof. */
    long provenAt() {
        if (leftToPolls.removeIf(key -> !gaps.contains(key))) {
            pendingUntil = publisher.lastPublished().sequence();
        }
        if (pendingAt > provenAt && leftToPolls.isEmpty() && publisher.isApplied(pendingUntil)) {
            provenAt = pendingAt;
        }
        return provenAt;
    }
}
