package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An epoch whose events are kept, in place of a broker that confirms them at once. */
public final class RecordedEpoch {

    private final List<ChangeEvent> events = new ArrayList<>();
    private final EpochPublisher publisher;

    public RecordedEpoch(Vertx vertx, String source, long fence) {
        publisher =
                new EpochPublisher(
                        new ChangeEmitter(emitter()), vertx.getOrCreateContext(), source, fence);
    }

    @SuppressWarnings("unchecked")
    private MutinyEmitter<byte[]> emitter() {
        return (MutinyEmitter<byte[]>)
                Proxy.newProxyInstance(
                        MutinyEmitter.class.getClassLoader(),
                        new Class<?>[] {MutinyEmitter.class},
                        (proxy, method, arguments) -> {
                            record((Message<byte[]>) arguments[0]);
                            return Uni.createFrom().voidItem();
                        });
    }

    private void record(Message<byte[]> message) throws UnreadableEventException {
        events.add(ChangeEventCodec.decode(message.getPayload()));
    }

    /** Publishes the epoch's events. */
    public EpochPublisher publisher() {
        return publisher;
    }

    /** What was published since this was asked last. */
    public List<ChangeEvent> take() {
        List<ChangeEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
