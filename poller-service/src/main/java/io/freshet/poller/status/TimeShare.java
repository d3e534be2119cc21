package io.freshet.poller.status;

/** What share of the time a source worked for this poller lately. Thread-safe. */
public final class TimeShare {

    private static final long WINDOW_NANOS = 10_000_000_000L;

    private long began;
    private long busyMicros;
    private double last = Double.NaN;

    /**
     * @param nowNanos nanoseconds of a clock that only goes forward
     */
    public TimeShare(long nowNanos) {
        this.began = nowNanos;
    }

    /** The source has worked for so many microseconds more. */
    public synchronized void spent(long micros, long nowNanos) {
        busyMicros += micros;
        long elapsed = nowNanos - began;
        if (elapsed >= WINDOW_NANOS) {
            last = busyMicros * 1_000.0 / elapsed;
            began = nowNanos;
            busyMicros = 0;
        }
    }

    /** The share, 0 to about 1, over ten seconds or more; not a number before the first ten. */
    public synchronized double share() {
        return last;
    }
}
