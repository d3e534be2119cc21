package io.freshet.simulator.http;

import jakarta.ws.rs.core.Response;

/** Makes responses of problems. */
final class ProblemResponse {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponse() {}

    static Response of(ProblemException failure) {
        Problem problem = failure.problem();
        return Response.status(problem.status()).type(MEDIA_TYPE).entity(problem).build();
    }
}
