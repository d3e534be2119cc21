package io.freshet.forage.session;

import io.freshet.forage.problem.Refused;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Refuses changing requests that another site's page could have sent with this browser's cookie:
 * they must come from our own pages and carry the session's token. By hand, as Quarkus' extension
 * compares two values that the browser sends, where this one compares with what the session keeps.
 */
@ForageApi
class CsrfFilter {
    static final String HEADER = "Forage-Csrf-Token";
    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CurrentIdentityAssociation identity;

    CsrfFilter(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    Uni<Response> check(ContainerRequestContext context, HttpServerRequest request) {
        if (SAFE.contains(context.getMethod())) {
            return Uni.createFrom().nullItem();
        }
        if (!SameOrigin.allows(request)) {
            return refused("This request comes from another site's page.");
        }
        String given = context.getHeaderString(HEADER);
        return identity.getDeferredIdentity()
                .map(SignedIn::session)
                .flatMap(
                        session ->
                                session.isEmpty() || same(session.get().csrfToken(), given)
                                        ? Uni.createFrom().nullItem()
                                        : refused("This page is out of date; load it again."));
    }

    @ServerResponseFilter
    void keepNothing(ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static boolean same(String token, String given) {
        return given != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Response> refused(String detail) {
        return Uni.createFrom().failure(Refused.of(Status.FORBIDDEN, detail));
    }
}
