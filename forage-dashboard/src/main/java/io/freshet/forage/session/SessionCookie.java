package io.freshet.forage.session;

import io.freshet.forage.config.ForageConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The cookie that carries the session's token: out of reach of scripts, sent by no other site's
 * page, and over https only wherever the sign-in came that way.
 */
@Singleton
final class SessionCookie {
    private static final String NAME = "forage-session";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private final long maxAgeSeconds;
    private final boolean alwaysSecure;

    SessionCookie(ForageConfig config) {
        maxAgeSeconds = config.accounts().sessionLength().toSeconds();
        alwaysSecure = config.accounts().alwaysSecureCookie();
    }

    Optional<SessionToken> read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name(request));
        return Optional.ofNullable(cookie).map(found -> new SessionToken(found.getValue()));
    }

    void set(HttpServerRequest request, SessionToken token) {
        request.response().addCookie(cookie(request, token.text(), maxAgeSeconds));
    }

    void clear(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "", 0));
    }

    private Cookie cookie(HttpServerRequest request, String value, long maxAge) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(secure(request))
                .setMaxAge(maxAge);
    }

    private String name(HttpServerRequest request) {
        return secure(request) ? SECURE_NAME : NAME;
    }

    private boolean secure(HttpServerRequest request) {
        return alwaysSecure || "https".equals(request.scheme());
    }
}
