package io.freshet.charts.time;

/** Time and timers of an event loop. */
public interface LoopTimer {

    /** Nanoseconds since some moment; never goes back. */
    long nanoTime();

    /**
     * Runs a task later, on the event loop.
     *
     * @param millis in how many milliseconds, at least 1
     */
    void after(long millis, Runnable task);

    /** Runs a task once the event loop's task at hand has ended. */
    void next(Runnable task);
}
