package io.freshet.simulator.http;

import io.freshet.runtime.problem.Problem;
import io.freshet.runtime.problem.ProblemResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses what a browser says comes from another site's page; other clients say nothing. */
@Provider
@SameSite
public class SameSiteFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if ("cross-site".equals(request.getHeaderString("Sec-Fetch-Site"))) {
            request.abortWith(
                    ProblemResponse.of(
                                    Problem.of(
                                            403,
                                            "Forbidden",
                                            "Pages of other sites may not command the simulator"))
                            .build());
        }
    }
}
