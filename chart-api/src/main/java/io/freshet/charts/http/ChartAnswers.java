package io.freshet.charts.http;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.cache.Publication;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Body;
import io.freshet.charts.rendering.Csv;
import io.freshet.charts.request.Selection;
import io.freshet.runtime.tracing.TraceParent;
import io.freshet.runtime.tracing.Traced;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Sends charts as they are at this moment. Thread-safe; does not block. */
@Singleton
final class ChartAnswers {

    static final String AS_OF = "Freshet-As-Of";

    private static final CharSequence AS_OF_NAME = HttpHeaders.createOptimized(AS_OF);
    private static final CharSequence CSV = HttpHeaders.createOptimized("text/csv; charset=utf-8");
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final ChartCache cache;
    private final ChartMeters meters;
    private final ChartCatalogue catalogue;
    private final AnswerTraces traces;
    private volatile Listed list;

    /** The list of charts, and which of them had no answer when it was made, and why. */
    private record Listed(List<String> states, Body body) {}

    @Inject
    ChartAnswers(
            ChartCatalogue catalogue, ChartCache cache, ChartMeters meters, AnswerTraces traces) {
        this.traces = traces;
        this.cache = cache;
        this.meters = meters;
        this.catalogue = catalogue;
        this.list = listed(cache.current().states());
    }

    /** Sends the list of charts. */
    void sendList(HttpServerRequest request) {
        List<String> states = cache.current().states();
        Listed now = list;
        if (!now.states.equals(states)) {
            now = listed(states);
            list = now;
        }
        send(
                now.body,
                HttpHeaderValues.APPLICATION_JSON,
                "",
                EntityTags.matches(known(request), now.body.etag()),
                request);
    }

    private Listed listed(List<String> states) {
        return new Listed(states, new Body(ChartList.of(catalogue, states)));
    }

    /** What is served now: why there is no answer, and the answer, are to be of one moment. */
    Publication current() {
        return cache.current();
    }

    /**
     * The answer to a request, which is counted.
     *
     * @param now what is served, and does not refuse the request
     * @param known the request's If-None-Match header, or null
     * @param client the request's traceparent header, or null
     */
    Answer answer(
            Publication now, ServedChart chart, Selection selection, String known, String client) {
        if (!traces.isOn()) {
            return answer(now, chart, selection, known);
        }
        Traced serving = traces.begin(chart, client);
        Answer answer = answer(now, chart, selection, known);
        serving.with("http.response.status_code", answer.unchanged() ? NOT_MODIFIED : OK).end();
        return answer;
    }

    /** Whether the traceparent header of requests matters. */
    boolean traced() {
        return traces.isOn();
    }

    private Answer answer(Publication now, ServedChart chart, Selection selection, String known) {
        Body body = now.renderings().get(chart.index()).body(selection);
        boolean unchanged = EntityTags.matches(known, body.etag());
        if (unchanged) {
            meters.unchanged(chart);
        } else {
            meters.answered(chart);
        }
        return new Answer(chart.index(), body, now.asOf().get(chart.index()), unchanged);
    }

    /** Sends a chart, unless the client has it already. */
    void send(Publication now, ServedChart chart, Selection selection, HttpServerRequest request) {
        Answer answer = answer(now, chart, selection, known(request), client(request));
        send(
                answer.body(),
                HttpHeaderValues.APPLICATION_JSON,
                answer.asOf(),
                answer.unchanged(),
                request);
    }

    /** Sends a chart of flat objects as comma-separated values. */
    void sendCsv(
            Publication now, ServedChart chart, Selection selection, HttpServerRequest request) {
        Answer answer = answer(now, chart, selection, null, client(request));
        Body csv = Csv.of(chart.definition().shape().fields(), answer.body());
        send(csv, CSV, answer.asOf(), EntityTags.matches(known(request), csv.etag()), request);
    }

    /** Counts a request that asked for what cannot be. */
    void countRefused(ServedChart chart) {
        meters.refused(chart);
    }

    private static String client(HttpServerRequest request) {
        return request.getHeader(TraceParent.HEADER);
    }

    private static String known(HttpServerRequest request) {
        return EntityTags.known(request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
    }

    private static void send(
            Body body,
            CharSequence type,
            String asOf,
            boolean unchanged,
            HttpServerRequest request) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        if (!asOf.isEmpty()) {
            headers.set(AS_OF_NAME, asOf);
        }
        headers.set(HttpHeaderNames.ETAG, body.etag());
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        if (unchanged) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length());
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body.content());
        }
    }
}
