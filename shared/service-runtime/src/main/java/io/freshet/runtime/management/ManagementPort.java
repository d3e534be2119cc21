package io.freshet.runtime.management;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lets resources answer on the operators' port too, which Quarkus serves by a router of its own and
 * without JAX-RS. Requests that come by it are marked, and nothing that a client sends can mark
 * one.
 */
@Singleton
public final class ManagementPort {

    private static final String MARK = ManagementPort.class.getName();

    /** What the services' resources for operators are under. */
    private static final List<String> RESOURCES = List.of("/poller/*", "/aggregator/*");

    private final Router everybody;

    @Inject
    ManagementPort(Router everybody) {
        this.everybody = everybody;
    }

    /** Whether a request came by the operators' port. Thread-safe. */
    public static boolean carries(RoutingContext exchange) {
        return exchange.get(MARK) != null;
    }

    void install(@Observes ManagementInterface management) {
        for (String resources : RESOURCES) {
            management.router().route(resources).handler(this::handOn);
        }
    }

    private void handOn(RoutingContext exchange) {
        exchange.put(MARK, true);
        everybody.handleContext(exchange);
    }
}
