package io.freshet.runtime.management;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Liveness and readiness for whoever asks: up or not, and not why. Answers 200 or 503. The reasons
 * are on the operators' port.
 */
@Singleton
final class PublicHealth {

    private static final Logger LOG = Logger.getLogger(PublicHealth.class);
    private static final int UP = 200;
    private static final int DOWN = 503;

    private final SmallRyeHealthReporter reporter;

    @Inject
    PublicHealth(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    void install(@Observes Router router) {
        install(router, "/q/health/live", reporter::getLivenessAsync);
        install(router, "/q/health/ready", reporter::getReadinessAsync);
    }

    private static void install(Router router, String path, Supplier<Uni<SmallRyeHealth>> health) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(exchange -> ask(exchange, health));
    }

    private static void ask(RoutingContext exchange, Supplier<Uni<SmallRyeHealth>> health) {
        Context connection = exchange.vertx().getOrCreateContext();
        // checks that block end on a thread of their own
        health.get()
                .emitOn(answer -> connection.runOnContext(nothing -> answer.run()))
                .subscribe()
                .with(
                        found -> answer(exchange, !found.isDown()),
                        failure -> {
                            LOG.warn("a health check failed instead of answering", failure);
                            answer(exchange, false);
                        });
    }

    private static void answer(RoutingContext exchange, boolean up) {
        exchange.response()
                .setStatusCode(up ? UP : DOWN)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }
}
