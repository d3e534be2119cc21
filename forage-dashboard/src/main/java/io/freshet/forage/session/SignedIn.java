package io.freshet.forage.session;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/** Finds the session behind a request's identity. */
public final class SignedIn {
    private SignedIn() {}

    /** The session; none where the identity is a visitor's or a provider's. */
    public static Optional<Session> session(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(Session.ATTRIBUTE));
    }
}
