package io.freshet.charts.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** One way to tell who may see charts. Thread-safe, never blocks. */
interface Guard {

    /** Begins what it does beside requests. */
    void start(Vertx vertx);

    /**
     * Whether a token is known to be good; false also where only {@link #ask} can tell.
     *
     * @param token what the request shows, or null
     */
    boolean admits(String token);

    /**
     * Finds out, in a bounded time; may complete on any thread, and does not fail.
     *
     * @param token what the request shows, or null
     */
    Future<AccessDecision> ask(String token);
}
