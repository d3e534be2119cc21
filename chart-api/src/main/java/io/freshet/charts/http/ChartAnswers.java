package io.freshet.charts.http;

import io.freshet.charts.board.Chart;
import io.freshet.charts.board.ChartBoard;
import io.freshet.charts.board.ChartCatalogue;
import io.freshet.charts.board.Publication;
import io.freshet.charts.rendering.Body;
import io.freshet.charts.request.Selection;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Sends charts as they are at this moment. Thread-safe; does not block. */
@Singleton
final class ChartAnswers {

    static final String AS_OF = "Freshet-As-Of";

    private static final CharSequence AS_OF_NAME = HttpHeaders.createOptimized(AS_OF);
    private static final int NOT_MODIFIED = 304;

    private final ChartBoard board;
    private final ChartMeters meters;
    private final Body list;

    @Inject
    ChartAnswers(ChartCatalogue catalogue, ChartBoard board, ChartMeters meters) {
        this.board = board;
        this.meters = meters;
        this.list = new Body(ChartList.of(catalogue));
    }

    /** Sends the list of charts. */
    void sendList(HttpServerRequest request) {
        send(list, request);
    }

    /** Sends a chart, unless the client has it already. */
    void send(Chart chart, Selection selection, HttpServerRequest request) {
        Publication publication = board.current();
        Body body = publication.renderings().get(chart.index()).body(selection);
        String asOf = publication.asOf().get(chart.index());
        if (!asOf.isEmpty()) {
            request.response().headers().set(AS_OF_NAME, asOf);
        }
        if (send(body, request)) {
            meters.answered(chart);
        } else {
            meters.unchanged(chart);
        }
    }

    /** Counts a request that asked for what cannot be. */
    void countRefused(Chart chart) {
        meters.refused(chart);
    }

    private static boolean send(Body body, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, body.etag());
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        if (EntityTags.matches(request.getHeader(HttpHeaderNames.IF_NONE_MATCH), body.etag())) {
            response.setStatusCode(NOT_MODIFIED).end();
            return false;
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length());
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body.content());
        }
        return true;
    }
}
