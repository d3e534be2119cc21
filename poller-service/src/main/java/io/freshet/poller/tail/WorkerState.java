package io.freshet.poller.tail;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * What a worker is doing about its source. States are used once, from the source's loop; the way
 * from one to the other is drawn in {@code docs/architecture.md}.
 */
sealed interface WorkerState permits Connecting, Opening, Tailing, Waiting {

    /**
     * Does what this state is for.
     *
     * @return the state that comes next, which may be this one again
     */
    Future<WorkerState> step();

    /** How long a step may take; then it has failed. */
    Duration limit();

    /** The state that comes after a step that failed or took too long. */
    WorkerState failed(Throwable error);

    /** Frees all that this state holds: it is left for good, and what is under way is void. */
    void abandon();
}
