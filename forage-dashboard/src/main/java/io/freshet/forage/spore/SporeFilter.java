package io.freshet.forage.spore;

import io.freshet.runtime.http.ForOperators;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stands before the simulator where it shares this server: hiding its page would not keep anybody
 * from what the page calls. Bound to resources and not to paths, of which each has many spellings.
 */
@Singleton
final class SporeFilter {
    private final SporeRules rules;

    SporeFilter(SporeRules rules) {
        this.rules = rules;
    }

    @ForOperators
    @ServerRequestFilter
    Uni<Response> check(HttpServerRequest request) {
        return rules.check(request).map(allowed -> null);
    }
}
