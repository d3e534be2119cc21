package io.freshet.simulator.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Refuses what a browser says comes from another site's page; other clients say nothing. */
@Provider
@SameSite
public class SameSiteFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if ("cross-site".equals(request.getHeaderString("Sec-Fetch-Site"))) {
            request.abortWith(
                    Response.status(Response.Status.FORBIDDEN)
                            .type(ProblemResponse.MEDIA_TYPE)
                            .entity(
                                    ProblemException.forbidden(
                                                    "Pages of other sites may not command the"
                                                            + " simulator")
                                            .problem())
                            .build());
        }
    }
}
