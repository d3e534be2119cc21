package io.freshet.forage.signin;

import io.freshet.forage.account.Account;
import io.freshet.forage.account.AccountName;
import io.freshet.forage.account.Accounts;
import io.freshet.forage.account.Passwords;
import io.freshet.forage.account.Role;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/** Proves who somebody is by their password, with a limit to guessing. */
@Singleton
final class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Attempts byName;
    private final Attempts byAddress;
    private final boolean open;
    private final boolean withProvider;

    SignIn(Accounts accounts, Passwords passwords, ForageConfig config) {
        this.accounts = accounts;
        this.passwords = passwords;
        ForageConfig.AccountsConfig limits = config.accounts();
        byName = new Attempts(limits.attemptsPerName(), limits.attemptWindow(), System::nanoTime);
        byAddress =
                new Attempts(limits.attemptsPerAddress(), limits.attemptWindow(), System::nanoTime);
        open = limits.signUp();
        withProvider = config.oidc().enabled();
    }

    /** Makes a learner's account; every one counts as an attempt of its address. */
    Uni<Account> signUp(String givenName, String password, String address) {
        requirePasswords();
        if (!open) {
            throw Refused.of(
                    Status.FORBIDDEN, "New accounts are made by the operator of this server.");
        }
        AccountName name = new AccountName(givenName);
        byAddress.take(address);
        return passwords
                .hash(password)
                .flatMap(hash -> accounts.create(name, hash, Role.LEARNER))
                .onFailure(SignIn::isCrowd)
                .invoke(() -> byAddress.giveBack(address));
    }

    /** The account of that name and password. */
    Uni<Account> signIn(String givenName, String password, String address) {
        requirePasswords();
        AccountName name = new AccountName(givenName);
        String nameHere = name.key() + ' ' + address;
        byName.take(nameHere);
        byAddress.take(address);
        return accounts.find(name)
                .flatMap(found -> proven(found, password))
                .invoke(() -> byName.forget(nameHere))
                .invoke(() -> byAddress.giveBack(address))
                .onFailure(SignIn::isCrowd)
                .invoke(() -> giveBack(nameHere, address));
    }

    /** The account, if there is one and the password is its own; both are checked in any case. */
    private Uni<Account> proven(Optional<Accounts.Credentials> found, String password) {
        String hash = found.map(Accounts.Credentials::passwordHash).orElse(null);
        return passwords
                .matches(password, hash)
                .map(matches -> found.filter(any -> matches).orElseThrow(SignIn::wrong).account());
    }

    private void giveBack(String nameHere, String address) {
        byName.giveBack(nameHere);
        byAddress.giveBack(address);
    }

    /** Changes the password of somebody who proves the old one, and closes their sessions. */
    Uni<Account> change(String givenName, String old, String changed, String address) {
        return signIn(givenName, old, address).call(account -> setPassword(account, changed));
    }

    private Uni<Void> setPassword(Account account, String password) {
        AccountName name = new AccountName(account.name());
        return passwords.hash(password).flatMap(hash -> accounts.setPassword(name, hash));
    }

    /** Whether nothing was tried, as too many others were at it. */
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
