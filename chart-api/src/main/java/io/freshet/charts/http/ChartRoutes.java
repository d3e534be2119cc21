package io.freshet.charts.http;

import io.freshet.charts.board.Chart;
import io.freshet.charts.board.ChartCatalogue;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.Selection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * All that is under {@code /charts}. A route instead of resource methods: what is asked for most
 * often needs nothing but to be sent, and a stream's events are encoded once for all who listen.
 * Everything happens on the event loop of the request.
 */
@Singleton
final class ChartRoutes {

    // before the filters of other routes, which would cost more than the answer does
    private static final int ORDER = -1_000;
    static final String ROOT = "/charts";
    private static final String STREAM = "/stream";

    private final ChartCatalogue catalogue;
    private final CrossOrigin crossOrigin;
    private final ChartAnswers answers;
    private final StreamAnswers streams;
    private final ExpressLanes lanes;

    @Inject
    ChartRoutes(
            ChartCatalogue catalogue,
            CrossOrigin crossOrigin,
            ChartAnswers answers,
            StreamAnswers streams,
            ExpressLanes lanes) {
        this.catalogue = catalogue;
        this.crossOrigin = crossOrigin;
        this.answers = answers;
        this.streams = streams;
        this.lanes = lanes;
    }

    void install(@Observes Router router) {
        router.route(ROOT + "/*").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!crossOrigin.admits(request)) {
            return;
        }
        String path = exchange.normalizedPath();
        if (path.length() <= ROOT.length() + 1) {
            answers.sendList(request);
            return;
        }
        String name = path.substring(ROOT.length() + 1);
        Chart chart = catalogue.find(name);
        if (chart != null) {
            lanes.open(request);
            answer(chart, request, answers::send);
            return;
        }
        Chart streamed =
                name.endsWith(STREAM)
                        ? catalogue.find(name.substring(0, name.length() - STREAM.length()))
                        : null;
        if (streamed != null) {
            answer(streamed, request, streams::open);
        } else {
            ChartProblems.send(request.response(), ChartProblems.unknownChart(name, catalogue));
        }
    }

    private interface Answer {
        void send(Chart chart, Selection selection, HttpServerRequest request);
    }

    private void answer(Chart chart, HttpServerRequest request, Answer answer) {
        Selection selection;
        try {
            selection = chart.requests().read(request.query());
        } catch (BadParameterException e) {
            answers.countRefused(chart);
            ChartProblems.send(request.response(), ChartProblems.badParameter(e));
            return;
        }
        answer.send(chart, selection, request);
    }
}
