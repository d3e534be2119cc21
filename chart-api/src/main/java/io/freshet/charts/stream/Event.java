package io.freshet.charts.stream;

import io.freshet.charts.rendering.Body;
import io.vertx.core.buffer.Buffer;

/**
 * A body encoded as a server-sent event, once for all who listen.
 *
 * @param etag the body's tag
 * @param bytes the event as it is sent; shared, not to be altered
 */
record Event(String etag, Buffer bytes) {

    /** A body is JSON on one line, so that one data line holds it. */
    static Event of(Body body) {
        Buffer bytes =
                Buffer.buffer(body.size() + 16)
                        .appendString("data: ")
                        .appendBuffer(body.content())
                        .appendString("\n\n");
        return new Event(body.etag(), bytes);
    }
}
