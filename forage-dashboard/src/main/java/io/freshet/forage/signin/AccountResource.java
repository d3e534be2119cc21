package io.freshet.forage.signin;

import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.ForageApi;
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

    AccountResource(SignIn signIn, CurrentSession session, SecurityIdentity identity) {
        this.signIn = signIn;
        this.session = session;
        this.identity = identity;
    }

    /** Makes a learner's account and signs it in. */
    @POST
    @Path("sign-up")
    public Uni<Void> signUp(NameAndPassword given, @Context HttpServerRequest request) {
        return signIn.signUp(given.name(), given.password(), address(request))
                .flatMap(account -> session.open(account, request));
    }

    /** Opens a session. */
    @POST
    @Path("sign-in")
    public Uni<Void> signIn(NameAndPassword given, @Context HttpServerRequest request) {
        return signIn.signIn(given.name(), given.password(), address(request))
                .flatMap(account -> session.open(account, request));
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
        return signIn.change(name, given.old(), given.password(), address(request))
                .flatMap(account -> session.open(account, request));
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
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
