package io.freshet.forage.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Serves the pages and their files, on the event loop: all of them are in memory. */
@ApplicationScoped
class Pages {
    /**
     * Scripts and styles come from this server alone, and no text becomes markup. Charts may come
     * from anywhere: a learner's endpoint is on the learner's machine.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self' http: https:; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final WebAssets assets;

    @Inject
    Pages(WebAssets assets) {
        this.assets = assets;
    }

    void routes(@Observes Router router) {
        page(router, "/", "index.html");
        page(router, "/coach", "coach.html");
        page(router, "/spore", "spore.html");
        router.route(assets.path() + "/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::file);
    }

    private void page(Router router, String path, String name) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> send(context, assets.find(name).orElseThrow(), "no-cache"));
    }

    private void file(RoutingContext context) {
        String name = context.normalizedPath().substring(assets.path().length() + 1);
        assets.find(name)
                .ifPresentOrElse(
                        asset -> send(context, asset, FOR_EVER),
                        () -> context.response().setStatusCode(404).end());
    }

    private static void send(RoutingContext context, WebAsset asset, String cacheControl) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean gzip = accepted != null && accepted.contains("gzip");
        HttpServerResponse response =
                context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
                        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader("Referrer-Policy", "no-referrer");
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        Buffer body = gzip ? asset.gzipped() : asset.plain();
        // else the answer to HEAD would not tell it
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end(body);
    }
}
