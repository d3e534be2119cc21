package io.freshet.runtime.http;

import io.freshet.configuration.FreshetConfig;
import io.freshet.runtime.problem.Problem;
import io.netty.util.NetUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests that ask for a host that this is not, on every path: a page of another origin
 * whose name was made to lead here (DNS rebinding) cannot read or do what it should not. Addresses
 * and {@code localhost} cannot be made to lead elsewhere, so they are always answered; where this
 * listens on loopback alone and no names are given, nothing else is. Thread-safe.
 */
@Singleton
public final class KnownHosts {

    // before everything that answers, behind what bounds connections
    private static final int ORDER = -1_001;
    private static final String LOCAL = "localhost";

    private final Set<String> allowed;
    private final boolean every;

    /** Most clients ask for the same host. */
    private volatile String lastKnown;

    /**
     * @param listening the address that this listens on
     */
    @Inject
    public KnownHosts(
            FreshetConfig config,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0")
                    String listening) {
        allowed = Set.copyOf(config.http().clients().allowedHosts());
        every = allowed.isEmpty() && !isLoopback(listening);
    }

    private static boolean isLoopback(String address) {
        return address.equals(LOCAL) || address.startsWith("127.") || address.equals("::1");
    }

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    /**
     * Whether a request is answered.
     *
     * @param host what its Host header says, perhaps with a port; null where it has none
     */
    public boolean knows(String host) {
        if (every || (host != null && host.equals(lastKnown))) {
            return true;
        }
        if (host == null) {
            // a browser always names one
            return allowed.isEmpty();
        }
        String name = nameOf(host).toLowerCase(Locale.ROOT);
        boolean known =
                allowed.contains(name)
                        || name.equals(LOCAL)
                        || NetUtil.isValidIpV4Address(name)
                        || NetUtil.isValidIpV6Address(name);
        if (known) {
            lastKnown = host;
        }
        return known;
    }

    private static String nameOf(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private void check(RoutingContext exchange) {
        List<String> hosts = exchange.request().headers().getAll(HttpHeaders.HOST);
        boolean needed = exchange.request().version() != HttpVersion.HTTP_1_0;
        if (hosts.size() > 1 || (needed && hosts.isEmpty())) {
            refuse(
                    exchange,
                    Problem.blank(
                            400,
                            "Bad Request",
                            "A request says by one Host header which host it is for."));
        } else if (!knows(hosts.isEmpty() ? null : hosts.get(0))) {
            refuse(
                    exchange,
                    Problem.blank(
                            421,
                            "Misdirected Request",
                            "This is not the host that the request is for; http.allowed-hosts names those that are."));
        } else {
            exchange.next();
        }
    }

    private static void refuse(RoutingContext exchange, Problem problem) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(problem.json()));
    }
}
