package io.freshet.aggregator.bus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Does something again and again, in a thread of its own until that is interrupted. */
final class Repetition implements Runnable {

    private final Runnable work;
    private final Duration between;
    private final RetryPause pause;

    /**
     * @param between how long to wait after each time that went well
     * @param pause spaces out attempts after one that did not
     */
    Repetition(Runnable work, Duration between, RetryPause pause) {
        this.work = work;
        this.between = between;
        this.pause = pause;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(between.toMillis());
                try {
                    work.run();
                    pause.afterSuccess();
                } catch (RuntimeException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    pause.afterFailure(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
