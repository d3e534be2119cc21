package io.freshet.runtime.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongBinaryOperator;

/**
 * Growing pauses between attempts, with jitter so that many that failed at once do not return at
 * once. Knows no clock: who asks does the waiting. Not thread-safe.
 */
public final class Backoff {

    private final long first;
    private final long most;
    private final LongBinaryOperator random;
    private long bound;

    /**
     * @param first the bound of the first pause, at least 1 ms
     * @param most what the bound grows to, at least {@code first}
     */
    public Backoff(Duration first, Duration most) {
        this(
                first,
                most,
                (least, greatest) -> ThreadLocalRandom.current().nextLong(least, greatest + 1));
    }

    /**
     * @param random gives a number between two, both included
     */
    public Backoff(Duration first, Duration most, LongBinaryOperator random) {
        if (first.toMillis() < 1 || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "pauses from %s to %s: the first must be 1 ms at least, the last no shorter"
                            .formatted(first, most));
        }
        this.first = first.toMillis();
        this.most = most.toMillis();
        this.random = random;
        this.bound = this.first;
    }

    /** The next pause in milliseconds: between half and all of a bound that doubles each time. */
    public long nextMillis() {
        long pause = random.applyAsLong(bound / 2, bound);
        bound = Math.min(most, bound * 2);
        return pause;
    }

    /** An attempt succeeded: the next pause is a first one. */
    public void reset() {
        bound = first;
    }
}
