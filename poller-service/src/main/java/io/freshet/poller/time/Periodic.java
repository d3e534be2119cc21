package io.freshet.poller.time;

import io.freshet.poller.time.Timers.Timer;

/** A task that is called once per period. To be used from its loop; may be cancelled anywhere. */
final class Periodic implements Timer {

    private final Timers timers;
    private final long periodMillis;
    private final Runnable task;
    private volatile boolean cancelled;

    Periodic(Timers timers, long periodMillis, Runnable task) {
        this.timers = timers;
        this.periodMillis = periodMillis;
        this.task = task;
    }

    Periodic begin() {
        timers.after(periodMillis, this::call);
        return this;
    }

    private void call() {
        if (cancelled) {
            return;
        }
        timers.after(periodMillis, this::call);
        task.run();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
