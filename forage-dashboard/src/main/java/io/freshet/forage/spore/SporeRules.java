package io.freshet.forage.spore;

import io.freshet.forage.account.Role;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.config.SporeMode;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.SameOrigin;
import io.freshet.forage.session.Session;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * Who may control the simulator. On the event loop; does not block. Made when it is first asked, as
 * filters are made before there is a configuration.
 */
@ApplicationScoped
class SporeRules {
    private final SporeMode mode;
    private final CurrentSession current;

    SporeRules(ForageConfig config, CurrentSession current) {
        this.mode = config.spore();
        this.current = current;
    }

    /** Fails with a {@link Refused} where the request may not do what it asks for. */
    Uni<Void> check(HttpServerRequest request) {
        if (mode == SporeMode.OFF) {
            return refused(Status.NOT_FOUND, "There is no traffic simulator to control here.");
        }
        if (changes(request) && !SameOrigin.allows(request)) {
            return refused(Status.FORBIDDEN, "This request comes from another site's page.");
        }
        return mode == SporeMode.DEMO ? Uni.createFrom().voidItem() : checkOperator(request);
    }

    private Uni<Void> checkOperator(HttpServerRequest request) {
        return current.of(request)
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> Refused.unavailable(failure.getMessage(), failure))
                .flatMap(
                        session ->
                                isOperator(session)
                                        ? Uni.createFrom().voidItem()
                                        : refused(
                                                Status.FORBIDDEN,
                                                "Only operators may control the simulator."));
    }

    private static boolean isOperator(Optional<Session> session) {
        return session.filter(found -> found.account().role() == Role.OPERATOR).isPresent();
    }

    private static boolean changes(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD);
    }

    private static Uni<Void> refused(Status status, String detail) {
        return Uni.createFrom().failure(Refused.of(status, detail));
    }
}
