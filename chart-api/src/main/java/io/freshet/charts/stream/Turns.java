package io.freshet.charts.stream;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Lets the listeners of one event loop take turns. A thousand of them served in one go would keep
 * the processors from everything else for long enough to be seen in how fresh charts are; so the
 * loop pauses after each {@value #SLICE_MICROS} µs. Not thread-safe: belongs to its event loop.
 */
final class Turns {

    private static final long SLICE_MICROS = 500;
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean underWay;

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Has a listener served when it is its turn, not before the event loop's task at hand ends. */
    void queue(Runnable serving) {
        waiting.add(serving);
        if (!underWay) {
            underWay = true;
            vertx.runOnContext(ignored -> serve());
        }
    }

    private void serve() {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(SLICE_MICROS);
        do {
            waiting.remove().run();
        } while (!waiting.isEmpty() && System.nanoTime() < end);
        underWay = !waiting.isEmpty();
        if (underWay) {
            vertx.setTimer(PAUSE_MILLIS, timer -> serve());
        }
    }
}
