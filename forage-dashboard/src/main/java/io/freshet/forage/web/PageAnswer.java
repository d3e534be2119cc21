package io.freshet.forage.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends a page or one of its files, from memory. */
final class PageAnswer {

    /** Of a page: browsers ask each time whether it is still the same. */
    static final String ASKED_AGAIN = "no-cache";

    private PageAnswer() {}

    /**
     * @param cacheControl how long browsers may keep it
     * @param policy what the page may load, and who may show it in a frame
     */
    static void send(
            RoutingContext context,
            int status,
            WebAsset asset,
            String cacheControl,
            String policy) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean gzip = accepted != null && accepted.contains("gzip");
        HttpServerResponse response =
                context.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
                        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                        .putHeader("Content-Security-Policy", policy)
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader("Referrer-Policy", "no-referrer");
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        Buffer body = gzip ? asset.gzipped() : asset.plain();
        // else the answer to HEAD would not tell it
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end(body);
    }
}
