package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.Timers.Timer;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Publishes the events of one source during one epoch. Only what is applied counts: up to a window
 * of events and bytes may be in flight, and where nothing more is applied for {@link
 * PollerLimits#APPLIED_DEADLINE} the epoch has failed, as it has with any event that the broker
 * refuses. What was published then may be lost, so the source is opened anew. To be used from the
 * source's loop.
 */
public final class EpochPublisher {

    private record InFlight(long sequence, long bytes) {}

    private final ChangeSender sender;
    private final EventLoop loop;
    private final String source;
    private final long fence;
    private final EventTraces traces;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private long published;
    private long applied;
    private long bytesInFlight;
    private long lastProgress;
    private Timer deadline;
    private EpochFailure failure;
    private Promise<Void> room;

    /**
     * @param fence the epoch's fencing token
     */
    public EpochPublisher(
            ChangeSender sender, EventLoop loop, String source, long fence, Tracing tracing) {
        this.sender = sender;
        this.loop = loop;
        this.source = source;
        this.fence = fence;
        this.traces = new EventTraces(tracing, source, loop);
    }

    /** The position that the next event has to carry. */
    public Position next() {
        return new Position(source, fence, published + 1);
    }

    /**
     * Publishes what one poll found: events of one trace.
     *
     * @param publishing publishes them, before it returns
     */
    public void publishPoll(TableId table, RowBlock rows, Runnable publishing) {
        traces.poll(table, rows, this::next, publishing);
    }

    /** Publishes an event that carries {@link #next()}; {@link #failure} tells what goes wrong. */
    public void publish(ChangeEvent event) {
        long sequence = event.position().sequence();
        if (sequence != published + 1) {
            throw new IllegalStateException(
                    "%s published after sequence %d".formatted(event.position(), published));
        }
        published = sequence;
        Traced publishing = traces.publishing(event);
        EncodedChange change = EncodedChange.of(event, publishing);
        if (inFlight.isEmpty()) {
            lastProgress = loop.millis();
        }
        inFlight.addLast(new InFlight(sequence, change.body().length));
        bytesInFlight += change.body().length;
        watchDeadline();
        sender.send(change)
                .onSuccess(confirmed -> publishing.end())
                .onFailure(publishing::fail)
                .onFailure(
                        error ->
                                loop.execute(
                                        () ->
                                                fail(
                                                        "event %d was not taken by the broker: %s"
                                                                .formatted(
                                                                        sequence,
                                                                        error.getMessage()),
                                                        error)));
    }

    /**
     * Takes in how far the warehouse has applied this source.
     *
     * @param appliedFence the epoch of the newest event applied
     */
    public void applied(long appliedFence, long sequence) {
        if (appliedFence > fence) {
            fail(
                    "the source was opened elsewhere: the warehouse is at epoch %d, this one is %d"
                            .formatted(appliedFence, fence),
                    null);
        } else if (appliedFence == fence && sequence > applied) {
            applied = sequence;
            lastProgress = loop.millis();
            while (!inFlight.isEmpty() && inFlight.peekFirst().sequence() <= applied) {
                bytesInFlight -= inFlight.pollFirst().bytes();
            }
            wake();
        }
    }

    /** Ends the epoch. */
    public void fail(String sentence, Throwable cause) {
        if (failure == null) {
            failure = new EpochFailure(sentence, cause);
            wake();
        }
    }

    private void watchDeadline() {
        if (deadline == null && failure == null && !inFlight.isEmpty()) {
            long left = PollerLimits.APPLIED_DEADLINE.toMillis() - (loop.millis() - lastProgress);
            deadline = loop.after(Math.max(1, left), this::checkDeadline);
        }
    }

    private void checkDeadline() {
        deadline = null;
        long waited = loop.millis() - lastProgress;
        if (!inFlight.isEmpty() && waited >= PollerLimits.APPLIED_DEADLINE.toMillis()) {
            fail(
                    ("nothing was applied for %.1f s while %d events wait, from number %d on; is the"
                                    + " aggregator running?")
                            .formatted(
                                    waited / 1_000.0,
                                    inFlight.size(),
                                    inFlight.peekFirst().sequence()),
                    null);
        }
        watchDeadline();
    }

    /** Completes when another event may be published; fails where the epoch has failed. */
    public Future<Void> room() {
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        if (hasRoom()) {
            return Future.succeededFuture();
        }
        if (room == null) {
            room = Promise.promise();
        }
        return room.future();
    }

    private boolean hasRoom() {
        return inFlight.size() < PollerLimits.EVENTS_IN_FLIGHT
                && bytesInFlight < PollerLimits.BYTES_IN_FLIGHT;
    }

    private void wake() {
        if (room != null && (failure != null || hasRoom())) {
            Promise<Void> promise = room;
            room = null;
            if (failure == null) {
                promise.complete();
            } else {
                promise.fail(failure);
            }
        }
    }

    /** Ends it for good: no deadline is watched any more. */
    public void close() {
        fail("the epoch is over", null);
        if (deadline != null) {
            deadline.cancel();
        }
    }

    /** Why the epoch cannot go on, if it cannot. */
    public Optional<EpochFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The newest event published. */
    public Position lastPublished() {
        return new Position(source, fence, published);
    }

    /** Whether the warehouse has applied all events up to this one. */
    public boolean isApplied(long sequence) {
        return applied >= sequence;
    }
}
