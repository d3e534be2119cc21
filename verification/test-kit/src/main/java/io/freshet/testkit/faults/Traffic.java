package io.freshet.testkit.faults;

import java.time.Duration;
import java.util.Random;

/** Whether bytes may pass, and after what pause. Thread-safe. */
final class Traffic {

    /** One piece in so many is lost, and comes when it was sent again. */
    private static final int LOST_ONE_IN = 8;

    /** By how much less others wait. */
    private static final int SHARE = 10;

    private final Random random = new Random(1);
    private Duration longest = Duration.ZERO;
    private Duration idle = Duration.ZERO;
    private boolean held;
    private int waiting;
    private Duration pause = Duration.ZERO;

    synchronized void pass() {
        held = false;
        pause = Duration.ZERO;
        longest = Duration.ZERO;
        idle = Duration.ZERO;
        notifyAll();
    }

    synchronized void delay(Duration newPause) {
        held = false;
        pause = newPause;
        notifyAll();
    }

    synchronized void waver(Duration newLongest) {
        longest = newLongest;
    }

    synchronized void forgetIdle(Duration newIdle) {
        idle = newIdle;
    }

    /** Whether a connection is forgotten on which nothing has passed for so long. */
    synchronized boolean forgets(long silentNanos) {
        return !idle.isZero() && silentNanos > idle.toNanos();
    }

    private Duration wavering() {
        double part = random.nextDouble();
        long most = longest.toNanos();
        return Duration.ofNanos(
                (long) (part * (random.nextInt(LOST_ONE_IN) == 0 ? most : most / SHARE)));
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
        Duration own = longest.isZero() ? Duration.ZERO : wavering();
        while (true) {
            long millis =
                    held
                            ? 0
                            : (arrival + pause.plus(own).toNanos() - System.nanoTime() + 999_999)
                                    / 1_000_000;
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
