package io.freshet.charts.stream;

import io.freshet.charts.settings.ChartLimits;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One open stream. A listener that does not keep up gets the newest state once it has taken what is
 * under way; the states in between are skipped, none is queued. Its own event loop does all
 * writing.
 */
final class Listener {

    private static final int MOST_UNDER_WAY = ChartLimits.STREAM_BYTES_UNDER_WAY;

    private final HttpServerResponse response;
    private final Context context;
    private final Turns turns;
    private final Supplier<Event> newest;
    private boolean behind;
    private volatile Long endTimer;

    /**
     * @param context the context of the request
     * @param turns of the event loop of the request
     * @param newest gives the newest state
     */
    Listener(HttpServerResponse response, Context context, Turns turns, Supplier<Event> newest) {
        this.response = response;
        this.context = context;
        this.turns = turns;
        this.newest = newest;
        response.setWriteQueueMaxSize(MOST_UNDER_WAY);
        response.drainHandler(drained -> catchUp());
    }

    /** Sends the newest state; may be called from any thread. */
    void wake() {
        context.runOnContext(
                ignored -> {
                    if (!behind) {
                        behind = true;
                        turns.queue(this::catchUp);
                    }
                });
    }

    /** Sends bytes that may be lost on a listener that does not keep up; from any thread. */
    void send(Buffer bytes) {
        context.runOnContext(
                ignored -> {
                    if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
                        response.write(bytes);
                    }
                });
    }

    /** Ends the stream; may be called from any thread. */
    void end() {
        context.runOnContext(
                ignored -> {
                    if (!response.ended() && !response.closed()) {
                        response.end();
                    }
                });
    }

    /** Ends the stream then. */
    void endAt(Instant end, Vertx vertx) {
        long millis = Duration.between(Instant.now(), end).toMillis();
        endTimer = vertx.setTimer(Math.max(1, millis), timer -> end());
    }

    /** Gives up what was to be done later. */
    void left(Vertx vertx) {
        Long timer = endTimer;
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void catchUp() {
        if (behind && !response.ended() && !response.closed() && !response.writeQueueFull()) {
            behind = false;
            response.write(newest.get().bytes());
        }
    }
}
