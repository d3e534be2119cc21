package io.freshet.poller.time;

import java.util.concurrent.Executor;

/**
 * One thread that runs tasks one after the other, with a clock and timers whose tasks it runs too.
 * What belongs to a loop is used from its tasks only, and so needs no locks. Tasks never block.
 */
public interface EventLoop extends Executor, Timers {

    /**
     * Nanoseconds of a clock that only goes forward, and has nothing to do with the time of day.
     */
    long nanoTime();

    /** The time of day by this process's clock, in microseconds since 1970 UTC. */
    long wallMicros();

    /** Milliseconds of the clock of {@link #nanoTime}. */
    default long millis() {
        return nanoTime() / 1_000_000;
    }

    /** Calls a task again and again until it is cancelled, first in one period. */
    default Timer every(long periodMillis, Runnable task) {
        return new Periodic(this, periodMillis, task).begin();
    }
}
