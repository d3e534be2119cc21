package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.warehouse.HeldSums;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;

/** The way over all keys of a table, stretch by stretch. To be used from the source's loop. */
final class StretchWalk {

    private final HeldRanges held;
    private final PassPace pace;
    private final StretchSize size;

    StretchWalk(HeldRanges held, PassPace pace, Home home) {
        this.held = held;
        this.pace = pace;
        this.size = new StretchSize(home);
    }

    /** What the warehouse holds of the next stretch, and perhaps of what follows it. */
    Future<HeldSums> held(long low, long end) {
        return held.of(new KeyRange(low, end), size.ranges(), 0);
    }

    /** The next stretch. */
    KeyRange next(long low, HeldSums answer, long end) {
        return size.stretch(low, answer.byNumber(), end);
    }

    /**
     * A stretch cost the source so many microseconds.
     *
     * @param ranges how many ranges have rows there; 0 where that is not known
     */
    void spent(long micros, long rows, int ranges) {
        pace.spent(micros);
        size.took(micros, rows, ranges);
    }

    /** A statement about a stretch failed, perhaps because it took too long. */
    void failed() {
        size.failed();
    }
}
