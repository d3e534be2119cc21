package io.freshet.runtime.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells when something takes longer than it may. Made to be set and lifted for every request: a
 * task of the event loop is left where it is, and looks when it comes whether there is anything to
 * tell. Not thread-safe: belongs to its event loop.
 */
final class Deadline {

    private final EventExecutor loop;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> missed;

    /** What is waited for may take so long; null where nothing is. */
    private Duration within;

    private long due;

    /** The task that looks, not after what is due; null where there is none. */
    private Future<?> look;

    private long lookAt;

    /**
     * @param missed is told on the event loop what was too short; once for each time that is set
     */
    Deadline(EventExecutor loop, LongSupplier nanoTime, Consumer<Duration> missed) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.missed = missed;
    }

    /** From now on it may take so long. */
    void set(Duration time) {
        long now = nanoTime.getAsLong();
        within = time;
        due = now + time.toNanos();
        if (look != null && lookAt - due > 0) {
            stopLooking();
        }
        if (look == null) {
            look(now);
        }
    }

    /** It is done. */
    void lift() {
        within = null;
    }

    /** Nothing will be waited for any more. */
    void end() {
        lift();
        stopLooking();
    }

    private void stopLooking() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void look(long now) {
        lookAt = due;
        look = loop.schedule(this::lookNow, due - now, TimeUnit.NANOSECONDS);
    }

    private void lookNow() {
        look = null;
        if (within == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (due - now > 0) {
            look(now);
        } else {
            Duration time = within;
            lift();
            missed.accept(time);
        }
    }
}
