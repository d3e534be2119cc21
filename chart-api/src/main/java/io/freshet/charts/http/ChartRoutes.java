package io.freshet.charts.http;

import io.freshet.charts.access.AccessDecision;
import io.freshet.charts.access.ChartAccess;
import io.freshet.charts.cache.Publication;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.Selection;
import io.freshet.runtime.management.ManagementPort;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * All that is under {@code /charts}, and charts that have other addresses. A route instead of
 * resource methods: what is asked for most often needs nothing but to be sent, and a stream's
 * events are encoded once for all who listen. Everything happens on the event loop of the request.
 */
@Singleton
final class ChartRoutes {

    // before the filters of other routes, which would cost more than the answer does
    static final int ORDER = -1_000;
    private static final String ROOT = ChartCatalogue.ROOT;
    private static final String STREAM = "/stream";
    private static final String CSV = ".csv";

    private final ChartCatalogue catalogue;
    private final CrossOrigin crossOrigin;
    private final ChartAnswers answers;
    private final StreamAnswers streams;
    private final FastPaths paths;
    private final ChartAccess access;
    private final Vertx vertx;

    @Inject
    ChartRoutes(
            ChartCatalogue catalogue,
            CrossOrigin crossOrigin,
            ChartAnswers answers,
            StreamAnswers streams,
            FastPaths paths,
            ChartAccess access,
            Vertx vertx) {
        this.access = access;
        this.vertx = vertx;
        this.catalogue = catalogue;
        this.crossOrigin = crossOrigin;
        this.answers = answers;
        this.streams = streams;
        this.paths = paths;
    }

    void install(@Observes Router router) {
        // whatever a connection asks for first, it is bounded what else it may ask for meanwhile
        router.route().order(ORDER - 2).handler(this::bound);
        router.route(ROOT + "/*").order(ORDER).handler(this::handle);
        for (ServedChart chart : catalogue.all()) {
            for (String path : chart.paths().subList(1, chart.paths().size())) {
                List.of(path, path + STREAM, path + CSV)
                        .forEach(own -> router.route(own).order(ORDER).handler(this::handle));
            }
        }
    }

    private void bound(RoutingContext exchange) {
        if (!ManagementPort.carries(exchange)) {
            paths.open(exchange.request());
        }
        exchange.next();
    }

    private void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!crossOrigin.admits(request)) {
            return;
        }
        String path = withoutSlash(exchange.normalizedPath());
        Future<AccessDecision> asked = access.ask(request.getHeader(HttpHeaderNames.AUTHORIZATION));
        if (asked.isComplete()) {
            handle(path, request, asked.result());
        } else {
            Context context = vertx.getOrCreateContext();
            asked.onSuccess(
                    admission ->
                            context.runOnContext(ready -> handleStill(path, request, admission)));
        }
    }

    /** Answers whoever waited for it. */
    private void handleStill(String path, HttpServerRequest request, AccessDecision admission) {
        if (!request.response().closed()) {
            handle(path, request, admission);
        }
    }

    private void handle(String path, HttpServerRequest request, AccessDecision admission) {
        if (admission instanceof AccessDecision.Refused refused) {
            request.response()
                    .putHeader(
                            HttpHeaderNames.WWW_AUTHENTICATE,
                            refused.shown() ? "Bearer error=\"invalid_token\"" : "Bearer");
            ChartProblems.send(request.response(), ChartProblems.noToken(refused.reason()));
        } else if (admission instanceof AccessDecision.Unknown unknown) {
            ChartProblems.send(request.response(), ChartProblems.unavailable(unknown.reason()));
        } else if (admission instanceof AccessDecision.Granted granted) {
            show(path, request, granted);
        }
    }

    private void show(String path, HttpServerRequest request, AccessDecision.Granted granted) {
        if (path.equals(ROOT)) {
            answers.sendList(request);
            return;
        }
        ServedChart chart = catalogue.at(path);
        if (chart != null) {
            answer(chart, request, wantsCsv(chart, request) ? answers::sendCsv : answers::send);
            return;
        }
        ServedChart listed = named(path, CSV);
        if (listed != null && !listed.definition().shape().fields().isEmpty()) {
            answer(listed, request, answers::sendCsv);
            return;
        }
        ServedChart streamed = named(path, STREAM);
        if (streamed != null) {
            answer(
                    streamed,
                    request,
                    (now, chosen, selection, listening) ->
                            streams.open(chosen, selection, granted.until(), listening));
        } else {
            String name = path.startsWith(ROOT) ? path.substring(ROOT.length() + 1) : path;
            ChartProblems.send(request.response(), ChartProblems.unknownChart(name, catalogue));
        }
    }

    /** The chart that a path means which ends so, or null. */
    private ServedChart named(String path, String ending) {
        return path.endsWith(ending)
                ? catalogue.at(path.substring(0, path.length() - ending.length()))
                : null;
    }

    private static boolean wantsCsv(ServedChart chart, HttpServerRequest request) {
        String accepted = request.headers().get(HttpHeaderNames.ACCEPT);
        return accepted != null
                && accepted.contains("text/csv")
                && !chart.definition().shape().fields().isEmpty();
    }

    /** The path as it is without a slash at its end, which changes nothing. */
    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private interface Answer {
        void send(
                Publication now, ServedChart chart, Selection selection, HttpServerRequest request);
    }

    private void answer(ServedChart chart, HttpServerRequest request, Answer answer) {
        Selection selection;
        try {
            selection = chart.requests().read(request.query());
        } catch (BadParameterException e) {
            answers.countRefused(chart);
            ChartProblems.send(request.response(), ChartProblems.badParameter(e));
            return;
        }
        Publication now = answers.current();
        Optional<String> refusal = now.renderings().get(chart.index()).refusal(selection);
        if (refusal.isPresent()) {
            answers.countRefused(chart);
            ChartProblems.send(request.response(), ChartProblems.unavailable(refusal.get()));
            return;
        }
        answer.send(now, chart, selection, request);
    }
}
