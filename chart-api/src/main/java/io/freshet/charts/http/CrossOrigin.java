package io.freshet.charts.http;

import io.freshet.charts.settings.ChartSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Lets pages of other origins read the charts: marks every answer, errors included, and answers
 * their preflight requests. Sets the headers that every answer has. Refuses methods that no chart
 * has.
 */
@Singleton
final class CrossOrigin {

    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, HEAD, OPTIONS");
    private static final CharSequence EXPOSED =
            HttpHeaders.createOptimized("ETag, " + ChartAnswers.AS_OF);

    private static final CharSequence SNIFFING =
            HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

    private final CharSequence allowedOrigin;
    private final HttpDate date;

    @Inject
    CrossOrigin(ChartSettings settings, HttpDate date) {
        this.date = date;
        this.allowedOrigin = HttpHeaders.createOptimized(settings.allowOrigin());
    }

    /** Marks the answer; false where it has been sent already, as the method is no chart's. */
    boolean admits(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, allowedOrigin);
        headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        headers.set(SNIFFING, NO_SNIFFING);
        headers.set(HttpHeaderNames.DATE, date.text());
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return true;
        }
        headers.set(HttpHeaderNames.ALLOW, METHODS);
        if (method.equals(HttpMethod.OPTIONS)) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(
                    HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                    "If-None-Match, Cache-Control, Authorization");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
            response.setStatusCode(204).end();
        } else {
            ChartProblems.send(response, ChartProblems.methodNotAllowed(method.name()));
        }
        return false;
    }
}
