package io.freshet.runtime.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers JAX-RS requests with problems. Only for services that have JAX-RS. */
public final class ProblemResponse {

    /** A response with the problem as its body, to which headers may be added. */
    public static ResponseBuilder of(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
    }

    /** Answers a request that ended with an exception. */
    @ServerExceptionMapper
    public Response toResponse(ProblemException failure) {
        return of(failure.problem()).build();
    }
}
