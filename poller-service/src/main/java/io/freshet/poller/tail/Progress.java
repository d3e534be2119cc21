package io.freshet.poller.tail;

import io.freshet.events.Position;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.warehouse.TableMarks.Mark;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How far reading has got, held back until the broker has confirmed all that was read. Not
 * thread-safe.
 */
final class Progress {

    /**
     * A point that reading reached.
     *
     * @param position the newest event published by then
     * @param asOf when the last complete read began, microseconds since 1970 UTC; 0 where it was
     *     not complete
     * @param marks the tables' marks by then
     */
    record Point(Position position, long asOf, List<Mark> marks) {}

    private static final int MOST = 256;

    private final Deque<Point> waiting = new ArrayDeque<>();
    private Point confirmed;

    /** Reading reached a point. */
    void reach(Point point) {
        if (waiting.size() == MOST) {
            waiting.removeLast();
        }
        waiting.addLast(point);
    }

    /** The newest point up to which all is confirmed, if there is one yet. */
    Optional<Point> confirmed(EpochPublisher publisher) {
        while (!waiting.isEmpty()
                && publisher.isConfirmed(waiting.peekFirst().position().sequence())) {
            confirmed = waiting.removeFirst();
        }
        return Optional.ofNullable(confirmed);
    }

    /** A new epoch begins: what waits is void. */
    void reopen() {
        waiting.clear();
    }
}
