package io.freshet.forage.web;

import io.freshet.forage.config.ForageConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dashboard of each definition, each of its charts alone, to be shown within other pages, and
 * the list of all charts. On the event loop: all is in memory.
 */
@ApplicationScoped
class PipelinePages {

    static final String ROOT = "/dashboard";

    private static final String HTML = "text/html;charset=UTF-8";

    /** Before the list of charts is answered as JSON, at -1,000. */
    private static final int BEFORE_CHARTS = -1_001;

    private static final String THERE = "These are there:";

    private final KnownDashboards known;
    private final PlainPage plain;
    private final WebAsset page;
    private final WebAsset list;
    private final String policy;
    private final String policyOfOne;

    @Inject
    PipelinePages(KnownDashboards known, PlainPage plain, WebAssets assets, ForageConfig config) {
        this.known = known;
        this.plain = plain;
        String charts = config.chartsUrl().map(url -> URI.create(url).toString()).orElse("");
        page = html(text(assets, "pipeline.html").replace("@charts@", charts));
        list = html(text(assets, "charts.html").replace("@charts@", charts));
        policy = ContentPolicy.of(charts, "'none'");
        policyOfOne = ContentPolicy.of(charts, config.framedBy());
    }

    void routes(@Observes Router router) {
        router.route("/charts").order(BEFORE_CHARTS).handler(this::list);
        for (String path : List.of("", "/", "/:pipeline", "/:pipeline/", "/:pipeline/:chart")) {
            router.route(ROOT + path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(this::send);
        }
    }

    /** The list of charts is JSON, but for a person who looks at it in a browser. */
    private void list(RoutingContext context) {
        if (PlainPage.isWanted(context)) {
            context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            PageAnswer.send(context, 200, list, PageAnswer.ASKED_AGAIN, policy);
        } else {
            context.next();
        }
    }

    private void send(RoutingContext context) {
        String pipeline = context.pathParam("pipeline");
        String chart = context.pathParam("chart");
        if (pipeline == null) {
            first(context);
        } else if (!known.has(pipeline)) {
            plain.send(context, 404, "There is no such dashboard", THERE);
        } else if (chart == null) {
            PageAnswer.send(context, 200, page, PageAnswer.ASKED_AGAIN, policy);
        } else if (known.has(pipeline, chart)) {
            PageAnswer.send(context, 200, page, PageAnswer.ASKED_AGAIN, policyOfOne);
        } else {
            plain.send(context, 404, "There is no such chart", THERE, charts(pipeline));
        }
    }

    /** Without a name: the one that there is, or the names of all. */
    private void first(RoutingContext context) {
        if (known.pipelines().size() == 1) {
            redirect(context, known.pipelines().get(0));
        } else {
            plain.send(context, 200, "Dashboards", THERE);
        }
    }

    /** Sends a browser to the dashboard of a pipeline. */
    static void redirect(RoutingContext context, String pipeline) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, ROOT + "/" + pipeline)
                .end();
    }

    private String charts(String pipeline) {
        String path = ROOT + "/" + pipeline;
        return PlainPage.link(path, "all of " + pipeline)
                + known.charts(pipeline).stream()
                        .map(name -> PlainPage.link(path + "/" + name, name))
                        .collect(Collectors.joining());
    }

    private static String text(WebAssets assets, String name) {
        return assets.find(name).orElseThrow().plain().toString(StandardCharsets.UTF_8);
    }

    private static WebAsset html(String text) {
        return WebAsset.of(HTML, text.getBytes(StandardCharsets.UTF_8));
    }
}
