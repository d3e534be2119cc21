package io.freshet.forage.session;

import io.freshet.forage.account.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signs a browser in and out, and tells whose it is. All is on the event loop; nothing blocks. */
@Singleton
public final class CurrentSession {
    private final Sessions sessions;
    private final SessionCookie cookie;

    CurrentSession(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** The session of the request's cookie; fails where accounts are away. */
    public Uni<Optional<Session>> of(HttpServerRequest request) {
        return cookie.read(request)
                .map(sessions::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Opens a session, and has the answer to the request set its cookie. */
    public Uni<Void> open(Account account, HttpServerRequest request) {
        return sessions.open(account).invoke(token -> cookie.set(request, token)).replaceWithVoid();
    }

    /** Closes all sessions of a subject of the provider; gives the account's name if it had any. */
    public Uni<Optional<String>> closeAllOf(String subject) {
        return sessions.closeAllOf(subject);
    }

    /** Closes the request's session where it has one. */
    public Uni<Void> close(HttpServerRequest request) {
        Optional<SessionToken> token = cookie.read(request);
        cookie.clear(request);
        return token.map(sessions::close).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
