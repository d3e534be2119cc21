package io.freshet.forage.signin;

import io.freshet.forage.account.Account;
import io.freshet.forage.account.AccountName;
import io.freshet.forage.account.Accounts;
import io.freshet.forage.account.OperatorCode;
import io.freshet.forage.account.Passwords;
import io.freshet.forage.account.Role;
import io.freshet.forage.audit.AuditLog;
import io.freshet.forage.audit.Deed;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.problem.Refused;
import io.freshet.forage.signin.AttemptLimits.Taken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/** Proves who somebody is by their password, with a limit to guessing. */
@Singleton
final class SignIn {
    private final Accounts accounts;
    private final OperatorCode operatorCode;
    private final Passwords passwords;
    private final AttemptLimits limits;
    private final KnownBrowsers browsers;
    private final AuditLog audit;
    private final boolean open;
    private final boolean withProvider;

    SignIn(
            Accounts accounts,
            OperatorCode operatorCode,
            Passwords passwords,
            AttemptLimits limits,
            KnownBrowsers browsers,
            AuditLog audit,
            ForageConfig config) {
        this.accounts = accounts;
        this.operatorCode = operatorCode;
        this.passwords = passwords;
        this.limits = limits;
        this.browsers = browsers;
        this.audit = audit;
        open = config.accounts().signUp();
        withProvider = config.oidc().enabled();
    }

    /**
     * Makes an account; every one counts as an attempt of its network.
     *
     * @param code that of the first operator; empty or null for a learner's account
     */
    Uni<Account> signUp(String givenName, String password, String code, Client client) {
        requirePasswords();
        boolean first = code != null && !code.isBlank();
        if (!open && !first) {
            throw Refused.of(
                    Status.FORBIDDEN, "New accounts are made by the operator of this server.");
        }
        AccountName name = new AccountName(givenName);
        return limits.ofNewcomer(client.network())
                .flatMap(
                        taken ->
                                passwords
                                        .hash(password, taken.party())
                                        .onFailure(SignIn::isCrowd)
                                        .call(taken::giveBack))
                .flatMap(
                        hash ->
                                first
                                        ? operatorCode.redeem(code, name, hash)
                                        : accounts.create(name, hash, Role.LEARNER))
                .call(
                        made ->
                                audit.write(
                                        made.name(),
                                        first ? Deed.FIRST_OPERATOR : Deed.SIGN_UP,
                                        made.name(),
                                        client.network()));
    }

    /** The account of that name and password. */
    Uni<Account> signIn(String givenName, String password, Client client) {
        requirePasswords();
        AccountName name = new AccountName(givenName);
        return accounts.find(name)
                .flatMap(
                        found ->
                                attempt(name, found, client)
                                        .flatMap(taken -> proven(found, password, taken)))
                .call(
                        account ->
                                audit.write(
                                        account.name(),
                                        Deed.SIGN_IN,
                                        account.name(),
                                        client.network()));
    }

    private Uni<Taken> attempt(
            AccountName name, Optional<Accounts.Credentials> found, Client client) {
        return browsers.knows(client.browser(), found.map(Accounts.Credentials::account))
                .flatMap(
                        known ->
                                known
                                        ? limits.inKnownBrowser(name, client.browser().orElse(""))
                                        : limits.ofStranger(name, client.network()))
                .onFailure(SignIn::isCrowd)
                .call(refused -> locked(name, client));
    }

    private Uni<Void> locked(AccountName name, Client client) {
        return limits.isToBeTold(client.network())
                .flatMap(
                        now ->
                                now
                                        ? audit.write(
                                                "",
                                                Deed.SIGN_IN_LOCKED,
                                                name.text(),
                                                client.network())
                                        : Uni.createFrom().voidItem());
    }

    /** The account, if there is one and the password is its own; both are checked in any case. */
    private Uni<Account> proven(
            Optional<Accounts.Credentials> found, String password, Taken taken) {
        String hash = found.map(Accounts.Credentials::passwordHash).orElse(null);
        return passwords
                .matches(password, hash, taken.party())
                .onFailure(SignIn::isCrowd)
                .call(taken::giveBack)
                .map(matches -> found.filter(any -> matches).orElseThrow(SignIn::wrong).account())
                .call(taken::succeeded);
    }

    /** Changes the password of somebody who proves the old one, and closes their sessions. */
    Uni<Account> change(String givenName, String old, String changed, Client client) {
        return signIn(givenName, old, client)
                .call(account -> setPassword(account, changed, client))
                .call(
                        account ->
                                audit.write(
                                        account.name(),
                                        Deed.PASSWORD_CHANGED,
                                        account.name(),
                                        client.network()));
    }

    private Uni<Void> setPassword(Account account, String password, Client client) {
        AccountName name = new AccountName(account.name());
        return passwords
                .hash(password, client.network())
                .flatMap(hash -> accounts.setPassword(name, hash));
    }

    /** Whether nothing was tried, as there were too many attempts or too many people. */
    private static boolean isCrowd(Throwable failure) {
        return failure instanceof Refused refused
                && refused.status() == Status.TOO_MANY_REQUESTS.getStatusCode();
    }

    private static Refused wrong() {
        return Refused.of(Status.UNAUTHORIZED, "The name or the password is not right.");
    }

    private void requirePasswords() {
        if (withProvider) {
            throw Refused.of(
                    Status.FORBIDDEN, "People sign in here with the provider, without a password.");
        }
    }
}
