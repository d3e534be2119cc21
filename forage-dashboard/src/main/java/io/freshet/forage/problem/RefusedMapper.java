package io.freshet.forage.problem;

import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a {@link Refused} with its problem body. */
final class RefusedMapper {
    @ServerExceptionMapper
    Response toResponse(Refused refused) {
        String title = Response.Status.fromStatusCode(refused.status()).getReasonPhrase();
        ResponseBuilder response =
                ProblemResponse.of(Problem.of(refused.status(), title, refused.getMessage()));
        if (refused.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refused.retryAfterSeconds());
        }
        return response.build();
    }
}
