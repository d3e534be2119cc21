package io.freshet.forage.session;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** Tells whether a request comes from this server's own pages, as far as the browser says. */
public final class SameOrigin {
    private SameOrigin() {}

    /**
     * False where the browser says that another site's page sends the request. Programs other than
     * browsers say nothing and carry nobody's cookies: for them it is true.
     */
    public static boolean allows(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return sameAuthority(origin, request);
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean sameAuthority(String origin, HttpServerRequest request) {
        try {
            URI uri = URI.create(origin);
            return uri.getAuthority() != null
                    && uri.getAuthority().equalsIgnoreCase(request.authority().toString());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
