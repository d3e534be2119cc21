package io.freshet.charts.stream;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.time.LoopTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/**
 * Lets the listeners of one event loop take turns. A thousand of them served in one go would keep
 * the processors from everything else for long enough to be seen in how fresh charts are; so the
 * loop pauses after each {@link ChartLimits#STREAM_SLICE}. Not thread-safe: belongs to its event
 * loop.
 */
final class Turns {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    private final LoopTimer timer;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean underWay;

    Turns(LoopTimer timer) {
        this.timer = timer;
    }

    /** Has a listener served when it is its turn, not before the event loop's task at hand ends. */
    void queue(Runnable serving) {
        waiting.add(serving);
        if (!underWay) {
            underWay = true;
            timer.next(this::serve);
        }
    }

    private void serve() {
        long end = timer.nanoTime() + ChartLimits.STREAM_SLICE.toNanos();
        do {
            serve(waiting.remove());
        } while (!waiting.isEmpty() && timer.nanoTime() < end);
        underWay = !waiting.isEmpty();
        if (underWay) {
            timer.after(ChartLimits.STREAM_PAUSE.toMillis(), this::serve);
        }
    }

    private static void serve(Runnable serving) {
        try {
            serving.run();
        } catch (RuntimeException e) {
            // the other listeners of the loop are still to be served
            LOG.warn("A stream could not be served and is passed over until the next change", e);
        }
    }
}
