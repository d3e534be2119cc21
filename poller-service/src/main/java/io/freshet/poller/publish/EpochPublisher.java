package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes the events of one source during one epoch. Any event that is not confirmed ends the
 * epoch: what was published after it can no longer be in order, so the source is opened anew. To be
 * used from one Vert.x context.
 */
public final class EpochPublisher {

    /** How many events may wait for their confirm. */
    static final int UNCONFIRMED = 8;

    /** How many confirmed events may wait to be applied: bounds what the broker has to keep. */
    static final int UNAPPLIED = 64;

    private final ChangeEmitter emitter;
    private final Context context;
    private final String source;
    private final long fence;
    private long published;
    private long confirmed;
    private long applied;
    private final Set<Long> outOfOrder = new HashSet<>();
    private Throwable failure;
    private Promise<Void> waiting;

    /**
     * @param context the context that the publisher is used from
     * @param fence the epoch's fencing token
     */
    public EpochPublisher(ChangeEmitter emitter, Context context, String source, long fence) {
        this.emitter = emitter;
        this.context = context;
        this.source = source;
        this.fence = fence;
    }

    /** The position that the next event has to carry. */
    public Position next() {
        return new Position(source, fence, published + 1);
    }

    /** Publishes an event that carries {@link #next()}; what becomes of it shows in the getters. */
    public void publish(ChangeEvent event) {
        long sequence = event.position().sequence();
        if (sequence != published + 1) {
            throw new IllegalStateException(
                    "%s published after sequence %d".formatted(event.position(), published));
        }
        published = sequence;
        emitter.send(event)
                .subscribe()
                .with(
                        done -> context.runOnContext(ignored -> confirm(sequence)),
                        error -> context.runOnContext(ignored -> fail(error)));
    }

    private void confirm(long sequence) {
        outOfOrder.add(sequence);
        while (outOfOrder.remove(confirmed + 1)) {
            confirmed++;
        }
        wake();
    }

    private void fail(Throwable error) {
        if (failure == null) {
            failure = error;
        }
        wake();
    }

    /** Takes in up to where the warehouse has applied this epoch. */
    public void applied(long sequence) {
        applied = Math.max(applied, sequence);
        wake();
    }

    /** Completes when another event may be published; fails where the epoch has failed. */
    public Future<Void> room() {
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        if (hasRoom()) {
            return Future.succeededFuture();
        }
        if (waiting == null) {
            waiting = Promise.promise();
        }
        return waiting.future();
    }

    private boolean hasRoom() {
        return published - confirmed < UNCONFIRMED && published - applied < UNAPPLIED;
    }

    private void wake() {
        if (waiting != null && (failure != null || hasRoom())) {
            Promise<Void> promise = waiting;
            waiting = null;
            if (failure == null) {
                promise.complete();
            } else {
                promise.fail(failure);
            }
        }
    }

    /** Why the epoch cannot go on, if it cannot. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The newest event published. */
    public Position lastPublished() {
        return new Position(source, fence, published);
    }

    /** Whether the broker has confirmed all events up to this one. */
    public boolean isConfirmed(long sequence) {
        return confirmed >= sequence;
    }

    /** Sequence of the newest event that the warehouse has applied, as far as known. */
    public long lastApplied() {
        return applied;
    }
}
