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
 * The dashboard of each definition, and each of its charts alone, to be shown within other pages.
 * On the event loop: all is in memory.
 */
@ApplicationScoped
class PipelinePages {

    static final String ROOT = "/dashboard";

    private static final String HTML = "text/html;charset=UTF-8";

    private final KnownDashboards known;
    private final WebAsset page;
    private final String absent;
    private final String policy;
    private final String policyOfOne;

    @Inject
    PipelinePages(KnownDashboards known, WebAssets assets, ForageConfig config) {
        this.known = known;
        String charts = config.chartsUrl().map(url -> URI.create(url).toString()).orElse("");
        page = html(text(assets, "pipeline.html").replace("@charts@", charts));
        absent = text(assets, "absent.html");
        policy = ContentPolicy.of(charts, "'none'");
        policyOfOne = ContentPolicy.of(charts, config.framedBy());
    }

    void routes(@Observes Router router) {
        for (String path : List.of("", "/", "/:pipeline", "/:pipeline/", "/:pipeline/:chart")) {
            router.route(ROOT + path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(this::send);
        }
    }

    private void send(RoutingContext context) {
        String pipeline = context.pathParam("pipeline");
        String chart = context.pathParam("chart");
        if (pipeline == null) {
            first(context);
        } else if (!known.has(pipeline)) {
            absent(context, "There is no such dashboard", dashboards());
        } else if (chart == null) {
            PageAnswer.send(context, 200, page, PageAnswer.ASKED_AGAIN, policy);
        } else if (known.has(pipeline, chart)) {
            PageAnswer.send(context, 200, page, PageAnswer.ASKED_AGAIN, policyOfOne);
        } else {
            absent(context, "There is no such chart", charts(pipeline));
        }
    }

    /** Without a name: the one that there is, or the names of all. */
    private void first(RoutingContext context) {
        if (known.pipelines().size() == 1) {
            redirect(context, known.pipelines().get(0));
        } else {
            answer(context, 200, "Dashboards", dashboards());
        }
    }

    /** Sends a browser to the dashboard of a pipeline. */
    static void redirect(RoutingContext context, String pipeline) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, ROOT + "/" + pipeline)
                .end();
    }

    private String dashboards() {
        return known.pipelines().stream()
                .map(name -> link(ROOT + "/" + name, name))
                .collect(Collectors.joining());
    }

    private String charts(String pipeline) {
        String path = ROOT + "/" + pipeline;
        return link(path, "all of " + pipeline)
                + known.charts(pipeline).stream()
                        .map(name -> link(path + "/" + name, name))
                        .collect(Collectors.joining());
    }

    /** Names are those of definitions, which have letters, digits, _ and - only. */
    private static String link(String path, String words) {
        return "<li><a href=\"%s\">%s</a></li>".formatted(path, words);
    }

    private void absent(RoutingContext context, String title, String links) {
        answer(context, 404, title, links);
    }

    private void answer(RoutingContext context, int status, String title, String links) {
        WebAsset list = html(absent.replace("@title@", title).replace("@links@", links));
        PageAnswer.send(context, status, list, PageAnswer.ASKED_AGAIN, policy);
    }

    private static String text(WebAssets assets, String name) {
        return assets.find(name).orElseThrow().plain().toString(StandardCharsets.UTF_8);
    }

    private static WebAsset html(String text) {
        return WebAsset.of(HTML, text.getBytes(StandardCharsets.UTF_8));
    }
}
