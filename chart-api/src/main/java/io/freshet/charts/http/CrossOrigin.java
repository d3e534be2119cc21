package io.freshet.charts.http;

import io.freshet.charts.ChartSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Lets pages of other origins read the charts: marks every answer, errors included, and answers
 * their preflight requests. Refuses methods that no chart has.
 */
@Singleton
final class CrossOrigin {

    static final int ORDER = -1_000;
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final String allowedOrigin;

    @Inject
    CrossOrigin(ChartSettings settings) {
        this.allowedOrigin = settings.allowOrigin();
    }

    void install(@Observes Router router) {
        router.route("/charts/*").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, allowedOrigin);
        headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Freshet-As-Of");
        HttpMethod method = exchange.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            exchange.next();
        } else if (method.equals(HttpMethod.OPTIONS)) {
            headers.set(HttpHeaderNames.ALLOW, METHODS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(
                    HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Cache-Control");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
            response.setStatusCode(204).end();
        } else {
            Problem problem = Problem.methodNotAllowed(method.name());
            headers.set(HttpHeaderNames.ALLOW, METHODS);
            headers.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
            response.setStatusCode(problem.status()).end(Buffer.buffer(problem.body()));
        }
    }
}
