package io.freshet.charts.http;

import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.stream.ChartStreams;
import io.freshet.runtime.http.ClientNetwork;
import io.freshet.runtime.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Answers with charts as server-sent events. Thread-safe; does not block. */
@Singleton
final class StreamAnswers {

    private final ChartStreams streams;
    private final ChartMeters meters;
    private final ChartSettings settings;

    @Inject
    StreamAnswers(ChartStreams streams, ChartMeters meters, ChartSettings settings) {
        this.streams = streams;
        this.meters = meters;
        this.settings = settings;
    }

    /**
     * Opens a stream, unless there are too many.
     *
     * @param until when it ends, as who listens may see the chart no longer; empty for no end
     */
    void open(
            ServedChart chart,
            Selection selection,
            Optional<Instant> until,
            HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        response.putHeader(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        response.putHeader("X-Accel-Buffering", "no");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        ClientNetwork network = ClientNetwork.of(request.remoteAddress().hostAddress());
        switch (streams.open(chart, selection, network, until, response)) {
            case ADMITTED -> {}
            case ALL_TAKEN -> refuse(chart, response, ChartProblems.allStreams(settings.streams()));
            case TOO_MANY_OF_ONE ->
                    refuse(
                            chart,
                            response,
                            ChartProblems.tooManyStreams(settings.streamsPerAddress()));
        }
    }

    private void refuse(ServedChart chart, HttpServerResponse response, Problem problem) {
        meters.refused(chart);
        ChartProblems.send(response, problem);
    }
}
