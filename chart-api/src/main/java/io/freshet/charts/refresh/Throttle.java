package io.freshet.charts.refresh;

import io.freshet.charts.time.LoopTimer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs a piece of work whenever it is requested, never twice at a time and never more often than
 * allowed; requests in between come together in one run. Not thread-safe: belongs to one event
 * loop.
 */
final class Throttle {

    private static final Logger LOG = Logger.getLogger(Throttle.class);

    private final LoopTimer timer;
    private final long interval;
    private final Supplier<Future<?>> work;
    private boolean requested;
    private boolean busy;
    private long startedAt;

    /**
     * @param interval shortest time from start to start
     * @param work what is run; its future must complete some time
     */
    Throttle(LoopTimer timer, Duration interval, Supplier<Future<?>> work) {
        this.timer = timer;
        this.interval = interval.toNanos();
        this.work = work;
        this.startedAt = timer.nanoTime() - this.interval;
    }

    /** Has the work run, at once where it rests. */
    void request() {
        requested = true;
        proceed();
    }

    private void proceed() {
        if (busy || !requested) {
            return;
        }
        busy = true;
        long wait = interval - (timer.nanoTime() - startedAt);
        if (wait > 0) {
            timer.after(TimeUnit.NANOSECONDS.toMillis(wait) + 1, this::run);
        } else {
            run();
        }
    }

    private void run() {
        requested = false;
        startedAt = timer.nanoTime();
        start().onComplete(
                        done -> {
                            busy = false;
                            proceed();
                        });
    }

    private Future<?> start() {
        try {
            return work.get();
        } catch (RuntimeException e) {
            // else it would be taken to be under way for ever
            LOG.error("Refreshing the charts failed; they are refreshed at the next occasion", e);
            return Future.failedFuture(e);
        }
    }
}
