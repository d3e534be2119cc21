package io.freshet.forage.session;

import io.freshet.forage.account.Account;

/**
 * A signed-in account's session.
 *
 * @param account who is signed in
 * @param csrfToken what every changing request must carry in the header {@link CsrfFilter#HEADER}
 */
public record Session(Account account, String csrfToken) {
    /** The attribute of the security identity that holds this. */
    static final String ATTRIBUTE = "freshet.forage.session";

    @Override
    public String toString() {
        return "Session of " + account.name();
    }
}
