package io.freshet.charts.stream;

import io.freshet.charts.rendering.Body;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All who listen to the same variant of a chart. Thread-safe. */
final class Channel {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile Event newest;

    Channel(Body body) {
        newest = Event.of(body);
    }

    /** The state that was sent last. */
    Event newest() {
        return newest;
    }

    void add(Listener listener) {
        listeners.add(listener);
        listener.wake();
    }

    /** Takes a listener out; false where it was out already. */
    boolean remove(Listener listener) {
        return listeners.remove(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Sends a body to all, unless it is the one that they have. */
    void offer(Body body) {
        if (!body.etag().equals(newest.etag())) {
            newest = Event.of(body);
            listeners.forEach(Listener::wake);
        }
    }

    void send(Buffer bytes) {
        listeners.forEach(listener -> listener.send(bytes));
    }

    void end() {
        listeners.forEach(Listener::end);
    }
}
