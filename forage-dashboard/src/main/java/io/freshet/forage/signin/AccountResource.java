package io.freshet.forage.signin;

import io.freshet.forage.account.Account;
import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.ForageApi;
import io.freshet.runtime.http.ClientNetwork;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Sign-up, sign-in, sign-out, and one's own password. */
@Path("/forage/api")
@Consumes(MediaType.APPLICATION_JSON)
@ForageApi
class AccountResource {
    private final SignIn signIn;
    private final CurrentSession session;
    private final SecurityIdentity identity;
    private final KnownBrowsers browsers;

    AccountResource(
            SignIn signIn,
            CurrentSession session,
            SecurityIdentity identity,
            KnownBrowsers browsers) {
        this.browsers = browsers;
        this.signIn = signIn;
        this.session = session;
        this.identity = identity;
    }

    /** Makes a learner's account, or with a code the first operator's, and signs it in. */
    @POST
    @Path("sign-up")
    public Uni<Void> signUp(Newcomer given, @Context HttpServerRequest request) {
        return signIn.signUp(given.name(), given.password(), given.code(), client(request))
                .flatMap(account -> open(account, request));
    }

    /** Opens a session. */
    @POST
    @Path("sign-in")
    public Uni<Void> signIn(NameAndPassword given, @Context HttpServerRequest request) {
        return signIn.signIn(given.name(), given.password(), client(request))
                .flatMap(account -> open(account, request));
    }

    /** Closes the session. */
    @POST
    @Path("sign-out")
    public Uni<Void> signOut(@Context HttpServerRequest request) {
        return session.close(request);
    }

    /** Changes one's own password; other sessions of the account are closed. */
    @PUT
    @Path("password")
    @Authenticated
    public Uni<Void> change(ChangedPassword given, @Context HttpServerRequest request) {
        String name = identity.getPrincipal().getName();
        return signIn.change(name, given.old(), given.password(), client(request))
                .flatMap(account -> open(account, request));
    }

    private Uni<Void> open(Account account, HttpServerRequest request) {
        return browsers.remember(account, request).chain(() -> session.open(account, request));
    }

    private Client client(HttpServerRequest request) {
        return new Client(
                ClientNetwork.of(request.remoteAddress().hostAddress()).text(),
                browsers.shown(request));
    }

    /**
     * Who wants an account.
     *
     * @param name the account's name
     * @param password in clear; never logged
     * @param code that of the first operator; null or empty for a learner
     */
    record Newcomer(String name, String password, String code) {
        @Override
        public String toString() {
            return "Newcomer " + name;
        }
    }

    /**
     * What somebody signs in with.
     *
     * @param name the account's name
     * @param password in clear; never logged
     */
    record NameAndPassword(String name, String password) {
        @Override
        public String toString() {
            return "NameAndPassword of " + name;
        }
    }

    /**
     * A change of password.
     *
     * @param old the one until now, in clear; never logged
     * @param password the one from now on, in clear; never logged
     */
    record ChangedPassword(String old, String password) {
        @Override
        public String toString() {
            return "ChangedPassword";
        }
    }
}
