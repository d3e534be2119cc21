package io.freshet.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which clients a web server answers.
 *
 * @param connectionsPerAddress connections that one address may have open at once, or one network
 *     of IPv6; further ones are answered with 429
 * @param trustedProxies addresses and networks of proxies, whose clients are told apart by what the
 *     proxies say of them
 * @param allowedHosts the names by which the charts' port is asked, without ports; none for all
 * @param chartsToken what a request for charts must show; empty where they are open to all
 */
public record HttpClients(
        int connectionsPerAddress,
        List<String> trustedProxies,
        List<String> allowedHosts,
        Optional<Secret> chartsToken) {

    /** Connections of one address where nothing else is said. */
    public static final int CONNECTIONS = 2_048;

    /** Everybody, within the usual bounds. */
    public static final HttpClients DEFAULT =
            new HttpClients(CONNECTIONS, List.of(), List.of(), Optional.empty());

    public HttpClients {
        trustedProxies = List.copyOf(trustedProxies);
        allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
