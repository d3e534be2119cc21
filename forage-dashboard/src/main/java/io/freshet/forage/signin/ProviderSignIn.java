package io.freshet.forage.signin;

import io.freshet.forage.account.Account;
import io.freshet.forage.account.AccountName;
import io.freshet.forage.account.Accounts;
import io.freshet.forage.account.Role;
import io.freshet.forage.audit.AuditLog;
import io.freshet.forage.audit.Deed;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.session.CurrentSession;
import io.freshet.runtime.http.ClientNetwork;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.Tenant;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Sign-in with an OpenID Connect provider. The provider only says who somebody is; the session from
 * then on is Forage's own, as after a sign-in with a password.
 */
@Path("/forage/api/sign-in/provider")
@Tenant("forage")
@AuthorizationCodeFlow
@Authenticated
class ProviderSignIn {
    private static final int LONGEST_NAME = 33;

    /** The qualifier does not go on parameters. */
    @Inject @IdToken JsonWebToken token;

    private final Accounts accounts;
    private final CurrentSession current;
    private final SecurityIdentity identity;
    private final OidcSession atProvider;
    private final AuditLog audit;
    private final ForageConfig.OidcConfig config;

    ProviderSignIn(
            Accounts accounts,
            CurrentSession current,
            SecurityIdentity identity,
            OidcSession atProvider,
            AuditLog audit,
            ForageConfig config) {
        this.audit = audit;
        this.accounts = accounts;
        this.current = current;
        this.identity = identity;
        this.atProvider = atProvider;
        this.config = config.oidc();
    }

    /** Reached signed in: whoever is not is sent to the provider first, and comes back here. */
    @GET
    public Uni<Response> signedIn(@Context HttpServerRequest request) {
        return accounts.fromProvider(token.getSubject(), name(), role())
                .call(account -> signedIn(account, request))
                .flatMap(account -> current.open(account, request))
                .flatMap(opened -> atProvider.logout())
                .replaceWith(() -> Response.seeOther(URI.create("/")).build());
    }

    private Uni<Void> signedIn(Account account, HttpServerRequest request) {
        return audit.write(
                account.name(),
                Deed.SIGN_IN,
                account.name(),
                ClientNetwork.of(request.remoteAddress().hostAddress()).text());
    }

    private Role role() {
        if (identity.hasRole(config.operatorRole())) {
            return Role.OPERATOR;
        }
        return identity.hasRole(config.coachRole()) ? Role.COACH : Role.LEARNER;
    }

    /** The first of the provider's names that can be one here. */
    private AccountName name() {
        return Stream.of("preferred_username", "name", "email")
                .map(claim -> token.<String>getClaim(claim))
                .filter(claimed -> claimed != null && !claimed.isBlank())
                .map(ProviderSignIn::plain)
                .filter(plain -> plain.length() > 1)
                .findFirst()
                .map(AccountName::new)
                .orElseGet(() -> new AccountName("Learner"));
    }

    private static String plain(String claimed) {
        String kept =
                claimed.replaceAll("[^\\p{L}\\p{M}\\p{N} ._@-]", "")
                        .replaceAll("^[^\\p{L}\\p{N}]+", "");
        return kept.substring(0, Math.min(LONGEST_NAME, kept.length())).strip();
    }
}
