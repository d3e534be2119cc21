package io.freshet.poller.time;

/** Calls tasks later. */
@FunctionalInterface
public interface Timers {

    /**
     * Calls a task once.
     *
     * @param delayMillis in how many milliseconds at the earliest; 0 and less mean soon
     */
    Timer after(long delayMillis, Runnable task);

    /** A task that is to be called. */
    @FunctionalInterface
    interface Timer {

        /** Makes that the task is not called; does nothing where it was called already. */
        void cancel();
    }
}
