package io.freshet.events;

/**
 * One message on the bus. Events are <em>states, not deltas</em>: they say what a poller read at
 * one instant, so that applying one twice changes nothing, and a lost one is repaired by reading
 * again.
 */
public sealed interface ChangeEvent
        permits EpochOpened, RowsRead, RangeRead, RowsGone, RangeDoubted {

    /** Where the event stands in its source's stream; never null. */
    Position position();
}
