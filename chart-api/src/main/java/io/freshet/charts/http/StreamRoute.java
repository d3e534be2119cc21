package io.freshet.charts.http;

import io.freshet.charts.ChartSettings;
import io.freshet.charts.board.Chart;
import io.freshet.charts.board.ChartCatalogue;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.Selection;
import io.freshet.charts.stream.ChartStreams;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Charts as server-sent events. A route instead of a resource method, so that an event is encoded
 * once for all who listen and slow ones can be left behind.
 */
@Singleton
final class StreamRoute {

    private final ChartCatalogue catalogue;
    private final ChartStreams streams;
    private final ChartSettings settings;

    @Inject
    StreamRoute(ChartCatalogue catalogue, ChartStreams streams, ChartSettings settings) {
        this.catalogue = catalogue;
        this.streams = streams;
        this.settings = settings;
    }

    void install(@Observes Router router) {
        router.route("/charts/:chart/stream").order(CrossOrigin.ORDER + 1).handler(this::handle);
    }

    private void handle(RoutingContext exchange) {
        String name = exchange.pathParam("chart");
        Chart chart = catalogue.find(name);
        if (chart == null) {
            refuse(exchange, Problem.unknownChart(name, catalogue));
            return;
        }
        Selection selection;
        try {
            selection = chart.requests().read(exchange.request().query());
        } catch (BadParameterException e) {
            refuse(exchange, Problem.badParameter(e));
            return;
        }
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        response.putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        response.putHeader("X-Accel-Buffering", "no");
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else if (!streams.open(chart, selection, response)) {
            refuse(exchange, Problem.tooManyStreams(settings.streams()));
        }
    }

    private static void refuse(RoutingContext exchange, Problem problem) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(problem.body()));
    }
}
