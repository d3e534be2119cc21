package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.UnreadableEventException;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A broker in memory: delivers in order, a little later, unless a test makes it lose or refuse. */
public final class InMemoryBroker implements ChangeSender {

    private static final long DELAY_MILLIS = 3;
    private static final NthCall.Party PARTY =
            new NthCall.Party(
                    "the broker",
                    true,
                    60_000,
                    () -> new IOException("the connection to the broker was lost"));

    private final EventLoop loop;
    private final Consumer<ChangeEvent> consumer;
    private final Deque<ChangeEvent> queue = new ArrayDeque<>();
    private boolean consuming = true;
    private boolean losing;
    private boolean refusing;
    private int sent;
    private NthCall nth = NthCall.none();

    public InMemoryBroker(EventLoop loop, Consumer<ChangeEvent> consumer) {
        this.loop = loop;
        this.consumer = consumer;
    }

    /** Whether anybody takes events from the queue. */
    public void consuming(boolean on) {
        consuming = on;
        drain();
    }

    /** From now on events are confirmed and lost, or not any more. */
    public void losing(boolean on) {
        losing = on;
    }

    /** From now on events are refused, or not any more. */
    public void refusing(boolean on) {
        refusing = on;
    }

    /** Throws away what waits. */
    public void purge() {
        queue.clear();
    }

    /** One call fails. */
    public void failing(NthCall call) {
        nth = call;
    }

    /** Events sent so far. */
    public int sent() {
        return sent;
    }

    @Override
    public Future<Void> send(EncodedChange change) {
        return nth.of(PARTY, () -> take(change));
    }

    private Future<Void> take(EncodedChange change) {
        sent++;
        if (refusing) {
            return Future.failedFuture("no queue takes it");
        }
        if (!losing) {
            queue.add(decoded(change));
            loop.after(DELAY_MILLIS, this::drain);
        }
        return Future.succeededFuture();
    }

    private void drain() {
        while (consuming && !queue.isEmpty()) {
            consumer.accept(queue.poll());
        }
    }

    private static ChangeEvent decoded(EncodedChange change) {
        try {
            return ChangeEventCodec.decode(change.body());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }
}
