package io.freshet.charts.http;

import io.freshet.runtime.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which request targets are served. Quarkus refuses one that is no URI, such as {@code
 * /charts/orders?codes=A|B}, with an empty answer before any route sees it; a dashboard in a
 * browser could not even read the status. Charts refuse such parameters themselves, and say why.
 * All other routes are kept from such targets here, as Quarkus did.
 */
@Singleton
public final class RequestTargets {

    private static final String UNCHECKED = "vertx.disableURIValidation";

    /**
     * Lets targets that are no URIs come as far as to the routes; to be called before Quarkus is
     * started. Thread-safe.
     */
    public static void leaveToRoutes() {
        System.setProperty(UNCHECKED, "true");
    }

    void install(@Observes Router router) {
        // whatever is under /charts is answered before, and goes no further
        router.route().order(ChartRoutes.ORDER + 1).handler(RequestTargets::check);
    }

    private static void check(RoutingContext exchange) {
        try {
            new URI(exchange.request().uri());
        } catch (URISyntaxException e) {
            ChartProblems.send(exchange.response(), noUri());
            return;
        }
        exchange.next();
    }

    private static Problem noUri() {
        return Problem.blank(
                400,
                "Bad Request",
                "What was asked for is no URI: percent-encode what cannot stand in one.");
    }
}
