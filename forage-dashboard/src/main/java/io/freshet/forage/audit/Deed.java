package io.freshet.forage.audit;

import java.util.Locale;

/** What is written down. */
public enum Deed {
    /** An account was made by its owner. */
    SIGN_UP,
    /** A session was opened. */
    SIGN_IN,
    /** The provider said that somebody's sessions have ended. */
    SIGNED_OUT_BY_PROVIDER,
    /** Somebody has no attempts left at an account, or at all. */
    SIGN_IN_LOCKED,
    /** An account changed its own password. */
    PASSWORD_CHANGED,
    /** An operator set another account's password. */
    PASSWORD_RESET,
    /** An operator gave an account a role. */
    ROLE_GIVEN,
    /** An operator removed an account. */
    ACCOUNT_REMOVED,
    /** The first operator's account was made by the code of the start. */
    FIRST_OPERATOR,
    /** The simulator was told to do something. */
    SIMULATOR_COMMAND;

    /** As it is kept and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
