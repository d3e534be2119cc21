package io.freshet.testkit.faults;

import java.time.Duration;

/** Whether bytes may pass, and after what pause. Thread-safe. */
final class Traffic {

    private boolean held;
    private int waiting;
    private Duration pause = Duration.ZERO;

    synchronized void pass() {
        held = false;
        pause = Duration.ZERO;
        notifyAll();
    }

    synchronized void delay(Duration newPause) {
        held = false;
        pause = newPause;
        notifyAll();
    }

    synchronized void hang() {
        held = true;
    }

    /** Whether anything waits here while nothing may pass. */
    synchronized boolean isHolding() {
        return held && waiting > 0;
    }

    /** Waits until bytes that are here now may pass. */
    synchronized void awaitLeave() throws InterruptedException {
        long arrival = System.nanoTime();
        while (true) {
            long millis =
                    held
                            ? 0
                            : (arrival + pause.toNanos() - System.nanoTime() + 999_999) / 1_000_000;
            if (!held && millis <= 0) {
                return;
            }
            waiting++;
            try {
                // Without end while held.
                wait(millis);
            } finally {
                waiting--;
            }
        }
    }
}
