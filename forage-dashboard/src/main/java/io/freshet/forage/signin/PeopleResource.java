package io.freshet.forage.signin;

import io.freshet.forage.account.AccountName;
import io.freshet.forage.account.Accounts;
import io.freshet.forage.account.Passwords;
import io.freshet.forage.account.Role;
import io.freshet.forage.audit.AuditLog;
import io.freshet.forage.audit.Deed;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.session.ForageApi;
import io.freshet.runtime.http.ClientNetwork;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What an operator does with accounts: give roles, set passwords anew, remove. */
@Path("/forage/api/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
@ForageApi
class PeopleResource {
    private final Accounts accounts;
    private final Passwords passwords;
    private final SecurityIdentity identity;
    private final AuditLog audit;

    PeopleResource(
            Accounts accounts, Passwords passwords, SecurityIdentity identity, AuditLog audit) {
        this.audit = audit;
        this.accounts = accounts;
        this.passwords = passwords;
        this.identity = identity;
    }

    /** All accounts, by name. */
    @GET
    public Uni<List<AccountSummary>> all() {
        return accounts.all()
                .map(all -> all.stream().map(a -> new AccountSummary(a.name(), a.role())).toList());
    }

    /** Gives the account a role; not one's own, as nobody could undo it. */
    @PUT
    @Path("{name}/role")
    public Uni<Void> setRole(
            @PathParam("name") String name, NewRole role, @Context HttpServerRequest request) {
        return accounts.setRole(other(name), role.role())
                .call(
                        () ->
                                wrote(
                                        Deed.ROLE_GIVEN,
                                        role.role().wireName() + " to " + name,
                                        request));
    }

    /** Sets the account's password and signs it out everywhere. */
    @PUT
    @Path("{name}/password")
    public Uni<Void> setPassword(
            @PathParam("name") String name,
            NewPassword password,
            @Context HttpServerRequest request) {
        AccountName account = new AccountName(name);
        return passwords
                .hash(password.password(), identity.getPrincipal().getName())
                .flatMap(hash -> accounts.setPassword(account, hash))
                .call(() -> wrote(Deed.PASSWORD_RESET, name, request));
    }

    /** Removes the account with its dashboard; not one's own. */
    @DELETE
    @Path("{name}")
    public Uni<Void> remove(@PathParam("name") String name, @Context HttpServerRequest request) {
        return accounts.remove(other(name)).call(() -> wrote(Deed.ACCOUNT_REMOVED, name, request));
    }

    private Uni<Void> wrote(Deed deed, String subject, HttpServerRequest request) {
        return audit.write(
                identity.getPrincipal().getName(),
                deed,
                subject,
                ClientNetwork.of(request.remoteAddress().hostAddress()).text());
    }

    private AccountName other(String name) {
        AccountName account = new AccountName(name);
        AccountName own = new AccountName(identity.getPrincipal().getName());
        if (account.key().equals(own.key())) {
            throw Refused.badRequest("Another operator has to do that to your own account.");
        }
        return account;
    }

    /**
     * An account as others see it.
     *
     * @param name as its owner wrote it
     * @param role what it may do
     */
    record AccountSummary(String name, Role role) {}

    /**
     * A role to give.
     *
     * @param role the role
     */
    record NewRole(Role role) {}

    /**
     * A password to set.
     *
     * @param password in clear; never logged
     */
    record NewPassword(String password) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }
}
