package io.freshet.events;

import java.util.Comparator;
import java.util.Objects;

/**
 * Where an event stands in the stream of one source. Positions of one source are totally ordered:
 * first by fence, then by sequence.
 *
 * @param source the source's configured name
 * @param fence the fencing token of the epoch: grows by at least one each time a poller opens the
 *     source, so that whatever a former owner still has in flight can be told apart and refused
 * @param sequence the event's number within its epoch; 0 is the {@link EpochOpened} that starts it,
 *     and every further event is one more than the one before
 */
public record Position(String source, long fence, long sequence) {

    /** Orders positions of one source by age. */
    public static final Comparator<Position> BY_AGE =
            Comparator.comparingLong(Position::fence).thenComparingLong(Position::sequence);

    public Position {
        Objects.requireNonNull(source, "source");
        if (fence < 1 || sequence < 0) {
            throw new IllegalArgumentException(
                    "no position: fence " + fence + ", sequence " + sequence);
        }
    }

    /** The position that follows this one in the same epoch. */
    public Position next() {
        return new Position(source, fence, sequence + 1);
    }
}
