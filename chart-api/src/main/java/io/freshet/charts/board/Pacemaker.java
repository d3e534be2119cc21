package io.freshet.charts.board;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs a piece of work whenever it is requested, never twice at a time and never more often than
 * allowed; requests in between come together in one run. Not thread-safe: belongs to one event
 * loop.
 */
final class Pacemaker {

    private final Vertx vertx;
    private final long interval;
    private final Supplier<Future<?>> work;
    private boolean requested;
    private boolean busy;
    private long startedAt;

    /**
     * @param interval shortest time from start to start
     * @param work what is run; its future must complete some time
     */
    Pacemaker(Vertx vertx, Duration interval, Supplier<Future<?>> work) {
        this.vertx = vertx;
        this.interval = interval.toNanos();
        this.work = work;
        this.startedAt = System.nanoTime() - this.interval;
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
        long wait = interval - (System.nanoTime() - startedAt);
        busy = true;
        if (wait > 0) {
            vertx.setTimer(
                    TimeUnit.NANOSECONDS.toMillis(wait) + 1,
                    timer -> {
                        run();
                    });
        } else {
            run();
        }
    }

    private void run() {
        requested = false;
        startedAt = System.nanoTime();
        work.get()
                .onComplete(
                        done -> {
                            busy = false;
                            proceed();
                        });
    }
}
