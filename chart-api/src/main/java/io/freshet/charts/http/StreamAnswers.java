package io.freshet.charts.http;

import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.stream.ChartStreams;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Answers with charts as server-sent events. Thread-safe; does not block. */
@Singleton
final class StreamAnswers {

    private final ChartStreams streams;
    private final ChartSettings settings;

    @Inject
    StreamAnswers(ChartStreams streams, ChartSettings settings) {
        this.streams = streams;
        this.settings = settings;
    }

    /** Opens a stream, unless there are too many. */
    void open(ServedChart chart, Selection selection, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        response.putHeader(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        response.putHeader("X-Accel-Buffering", "no");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else if (!streams.open(chart, selection, response)) {
            ChartProblems.send(response, ChartProblems.tooManyStreams(settings.streams()));
        }
    }
}
