package io.freshet.forage.spore;

import io.freshet.forage.account.Role;
import io.freshet.forage.audit.AuditLog;
import io.freshet.forage.audit.Deed;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.config.SporeMode;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.SameOrigin;
import io.freshet.forage.session.Session;
import io.freshet.runtime.http.ClientNetwork;
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
    private final AuditLog audit;

    SporeRules(ForageConfig config, CurrentSession current, AuditLog audit) {
        this.audit = audit;
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
        if (mode == SporeMode.DEMO) {
            // it goes on without accounts
            return wrote("", request).onFailure().recoverWithNull();
        }
        return current.of(request)
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> Refused.unavailable(failure.getMessage(), failure))
                .flatMap(
                        session ->
                                isOperator(session)
                                        ? wrote(session.get().account().name(), request)
                                        : refused(
                                                Status.FORBIDDEN,
                                                "Only operators may control the simulator."));
    }

    private Uni<Void> wrote(String actor, HttpServerRequest request) {
        return changes(request)
                ? audit.write(
                        actor,
                        Deed.SIMULATOR_COMMAND,
                        request.method() + " " + request.path(),
                        ClientNetwork.of(request.remoteAddress().hostAddress()).text())
                : Uni.createFrom().voidItem();
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
