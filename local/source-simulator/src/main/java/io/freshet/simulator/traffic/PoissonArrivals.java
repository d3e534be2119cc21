package io.freshet.simulator.traffic;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Says when submissions arrive: at random and independently of each other (a Poisson process), as
 * many on average as the rate asks for. The rate may change at any time. Not thread-safe.
 */
final class PoissonArrivals {
    /** Arrivals of a longer time than this are not made up for when nobody asked meanwhile. */
    static final long MOST_OVERDUE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final double NANOS = 1e9;

    private final SplittableRandom random;
    private long last;
    private double expected;
    private double nextArrival;
    private long arrived;

    PoissonArrivals(long seed, long nowNanos) {
        this.random = new SplittableRandom(seed);
        this.last = nowNanos;
        this.nextArrival = gap();
    }

    /**
     * Lets time pass.
     *
     * @param nowNanos a reading of {@link System#nanoTime()}
     * @param rate arrivals per second since the last call
     * @return submissions that have arrived and are not yet {@linkplain #taken taken}
     */
    long arrived(long nowNanos, double rate) {
        expected += rate * Math.min(nowNanos - last, MOST_OVERDUE_NS) / NANOS;
        last = nowNanos;
        while (nextArrival <= expected) {
            arrived++;
            nextArrival += gap();
        }
        return arrived;
    }

    /** Takes submissions off those that have arrived. */
    void taken(long submissions) {
        arrived -= submissions;
    }

    /** Forgets those that have arrived. */
    void clear() {
        arrived = 0;
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble());
    }
}
