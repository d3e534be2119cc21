package io.freshet.poller.time;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes event loops. Thread-safe. */
@ApplicationScoped
public class EventLoops {

    private final Vertx vertx;

    EventLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A loop of its own: what runs on it waits for nothing that runs on another. */
    public EventLoop create() {
        return new VertxEventLoop(vertx);
    }
}
