package io.freshet.poller.tail;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts, with jitter so that many that failed at once do not return at
 * once.
 */
final class Backoff {

    private final long first;
    private final long most;
    private long next;

    /**
     * @param first the first pause in milliseconds, about
     * @param most the longest pause in milliseconds, about
     */
    Backoff(long first, long most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** The next pause in milliseconds: between half and all of a bound that doubles each time. */
    long pause() {
        long bound = next;
        next = Math.min(most, next * 2);
        return ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
    }

    /** An attempt succeeded. */
    void reset() {
        next = first;
    }
}
