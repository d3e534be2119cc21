package io.freshet.forage.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that carries a secret: out of reach of scripts, sent by no other site's page, and over
 * https only wherever it was set that way. On the event loop of the request.
 */
public final class SecretCookie {
    private final String plainName;
    private final long maxAgeSeconds;
    private final boolean alwaysSecure;

    /**
     * @param name of the cookie; over https with a prefix that keeps other hosts from setting it
     * @param lasting how long browsers keep it
     * @param alwaysSecure whether it is only ever sent over https
     */
    public SecretCookie(String name, Duration lasting, boolean alwaysSecure) {
        this.plainName = name;
        this.maxAgeSeconds = lasting.toSeconds();
        this.alwaysSecure = alwaysSecure;
    }

    /** What the request shows, which may be anything. */
    public Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request))).map(Cookie::getValue);
    }

    /** Has the answer set it. */
    public void set(HttpServerRequest request, String secret) {
        request.response().addCookie(cookie(request, secret, maxAgeSeconds));
    }

    /** Has the answer remove it. */
    public void clear(HttpServerRequest request) {
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
        return secure(request) ? "__Host-" + plainName : plainName;
    }

    private boolean secure(HttpServerRequest request) {
        return alwaysSecure || "https".equals(request.scheme());
    }
}
