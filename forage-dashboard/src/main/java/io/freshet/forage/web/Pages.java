package io.freshet.forage.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Serves the pages and their files, on the event loop: all of them are in memory. */
@ApplicationScoped
class Pages {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final WebAssets assets;
    private final KnownDashboards known;
    private final PlainPage plain;

    @Inject
    Pages(WebAssets assets, KnownDashboards known, PlainPage plain) {
        this.assets = assets;
        this.known = known;
        this.plain = plain;
    }

    void routes(@Observes Router router) {
        router.route("/").handler(this::first);
        page(router, "/", "index.html");
        page(router, "/coach", "coach.html");
        page(router, "/spore", "spore.html");
        router.route().last().handler(this::nothing);
        router.route(assets.path() + "/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::file);
    }

    /** Where there is nothing for Forage to show, the first page is a pipeline's dashboard. */
    private void first(RoutingContext context) {
        if (known.hasForage()) {
            context.next();
        } else {
            PipelinePages.redirect(context, known.pipelines().get(0));
        }
    }

    private void nothing(RoutingContext context) {
        if (PlainPage.isWanted(context)) {
            plain.send(
                    context,
                    404,
                    "There is no such page",
                    "Nothing is at this address. These pages are there:");
        } else {
            context.next();
        }
    }

    private void page(Router router, String path, String name) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(
                        context ->
                                PageAnswer.send(
                                        context,
                                        200,
                                        assets.find(name).orElseThrow(),
                                        PageAnswer.ASKED_AGAIN,
                                        ContentPolicy.ANY_CHARTS));
    }

    private void file(RoutingContext context) {
        String name = context.normalizedPath().substring(assets.path().length() + 1);
        assets.find(name)
                .ifPresentOrElse(
                        asset ->
                                PageAnswer.send(
                                        context, 200, asset, FOR_EVER, ContentPolicy.ANY_CHARTS),
                        () -> context.response().setStatusCode(404).end());
    }
}
