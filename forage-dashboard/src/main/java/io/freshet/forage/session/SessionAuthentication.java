package io.freshet.forage.session;

import io.freshet.forage.account.Account;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the session's account the identity that {@code @RolesAllowed} asks about. */
@Singleton
final class SessionAuthentication implements HttpAuthenticationMechanism {
    private static final String OUR_PATHS = "/forage/api/";

    private final CurrentSession current;

    SessionAuthentication(CurrentSession current) {
        this.current = current;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        if (!context.normalizedPath().startsWith(OUR_PATHS)) {
            return Uni.createFrom().nullItem();
        }
        return current.of(context.request())
                .map(session -> session.map(SessionAuthentication::identity).orElse(null));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    private static SecurityIdentity identity(Session session) {
        Account account = session.account();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(account.name()))
                .addRole(account.role().wireName())
                .addAttribute(Session.ATTRIBUTE, session)
                .build();
    }
}
