package io.freshet.forage.session;

import io.freshet.forage.config.ForageConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The cookie that carries the session's token. */
@Singleton
final class SessionCookie {
    private final SecretCookie cookie;

    SessionCookie(ForageConfig config) {
        cookie =
                new SecretCookie(
                        "forage-session",
                        config.accounts().sessionLength(),
                        config.accounts().alwaysSecureCookie());
    }

    Optional<SessionToken> read(HttpServerRequest request) {
        return cookie.read(request).map(SessionToken::new);
    }

    void set(HttpServerRequest request, SessionToken token) {
        cookie.set(request, token.text());
    }

    void clear(HttpServerRequest request) {
        cookie.clear(request);
    }
}
