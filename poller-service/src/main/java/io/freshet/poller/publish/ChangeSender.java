package io.freshet.poller.publish;

import io.vertx.core.Future;

/** Sends change events to the broker. Thread-safe; never blocks. */
public interface ChangeSender {

    /**
     * Sends an event. Events of one source reach the broker in the order of the calls, or not at
     * all. Before an event that opens an epoch, exchange, queues and bindings are made where they
     * are missing.
     *
     * @return fails, on any thread, where the event is known not to be kept by the broker: it was
     *     refused, could not be routed, or the connection was lost before anything was heard. That
     *     it succeeds proves nothing: only what is applied is
     */
    Future<Void> send(EncodedChange change);
}
