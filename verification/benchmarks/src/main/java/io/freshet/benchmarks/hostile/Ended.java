package io.freshet.benchmarks.hostile;

/** Waits for threads that were told to end. */
final class Ended {

    private Ended() {}

    /** Returns when the thread has ended, or when this one is interrupted. */
    static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
