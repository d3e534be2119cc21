package io.freshet.forage.signin;

import io.freshet.forage.audit.AuditLog;
import io.freshet.forage.audit.Deed;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.session.CurrentSession;
import io.freshet.runtime.http.ClientNetwork;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.Tenant;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Where the provider says that somebody's sessions have ended there, as OpenID Connect's
 * back-channel logout has it: they end here, too. Believed is what the provider signed for us.
 */
@Path("/forage/api/sign-in/provider/logout")
class ProviderSignOut {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String SIGNED = "[^.]+\\.[^.]+\\.[^.]+";

    @Inject
    @Tenant("forage")
    TenantIdentityProvider provider;

    private final CurrentSession current;
    private final AuditLog audit;
    private final ForageConfig.OidcConfig config;

    ProviderSignOut(CurrentSession current, AuditLog audit, ForageConfig config) {
        this.current = current;
        this.audit = audit;
        this.config = config.oidc();
    }

    /** Ends all sessions of the subject that the token names. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signedOut(
            @FormParam("logout_token") String token, @Context HttpServerRequest request) {
        if (!config.enabled()) {
            throw Refused.of(Status.NOT_FOUND, "People do not sign in with a provider here.");
        }
        if (token == null || !token.matches(SIGNED)) {
            throw wrong();
        }
        String network = ClientNetwork.of(request.remoteAddress().hostAddress()).text();
        return provider.authenticate(new AccessTokenCredential(token))
                .map(this::subject)
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> wrong())
                .flatMap(current::closeAllOf)
                .call(
                        name ->
                                name.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : audit.write(
                                                "",
                                                Deed.SIGNED_OUT_BY_PROVIDER,
                                                name.get(),
                                                network))
                .replaceWith(() -> Response.ok().header("Cache-Control", "no-store").build());
    }

    private String subject(SecurityIdentity identity) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        Object events = token.getClaim("events");
        boolean logsOut = events instanceof Map<?, ?> named && named.containsKey(EVENT);
        boolean ours =
                token.getAudience() != null
                        && config.clientId().filter(token.getAudience()::contains).isPresent();
        if (!logsOut || !ours || token.getSubject() == null || token.containsClaim("nonce")) {
            throw wrong();
        }
        return token.getSubject();
    }

    private static Refused wrong() {
        return Refused.badRequest(
                "This is no logout token of the provider for us that names a subject.");
    }
}
