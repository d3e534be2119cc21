package io.freshet.runtime.management;

import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests for {@link ManagementOnly} resources that came by another port. */
public final class ManagementOnlyFilter {

    /** The refusal, or nothing where the request may go on. */
    @ManagementOnly
    @ServerRequestFilter
    public Optional<Response> refuse(RoutingContext exchange) {
        return ManagementPort.carries(exchange)
                ? Optional.empty()
                : Optional.of(
                        ProblemResponse.of(
                                        Problem.blank(
                                                404,
                                                "Not Found",
                                                "There is nothing at this address."))
                                .build());
    }
}
