package io.freshet.charts.http;

import io.freshet.charts.settings.ChartLimits;
import io.netty.buffer.ByteBuf;

/**
 * Requests that came over the connections of one event loop, by their bytes: who polls sends the
 * same ones again and again. One place for each hash, which the last one has; {@link
 * ChartLimits#READ_REQUESTS} places. Belongs to its event loop.
 */
final class ReadRequests {

    private final Known[] known = new Known[ChartLimits.READ_REQUESTS];

    private record Known(ByteBuf bytes, ChartRequest request) {}

    /** What the bytes of one whole request ask for; null where that is not known. */
    ChartRequest of(ByteBuf bytes) {
        Known here = known[place(bytes)];
        return here != null && here.bytes.equals(bytes) ? here.request : null;
    }

    /**
     * Keeps what a request asks for.
     *
     * @param bytes all of it and nothing else, on the heap; they are kept
     */
    void keep(ByteBuf bytes, ChartRequest request) {
        known[place(bytes)] = new Known(bytes, request);
    }

    private static int place(ByteBuf bytes) {
        return Math.floorMod(bytes.hashCode(), ChartLimits.READ_REQUESTS);
    }
}
