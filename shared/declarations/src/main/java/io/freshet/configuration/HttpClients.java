package io.freshet.configuration;

import java.util.List;
import java.util.Locale;

/**
 * Which clients a web server answers.
 *
 * @param connectionsPerAddress connections that one address may have open at once, or one network
 *     of IPv6; further ones are answered with 429
 * @param trustedProxies addresses and networks of proxies, whose clients are told apart by what the
 *     proxies say of them
 * @param allowedHosts the names by which the charts' port is asked, without ports; none for all
 * @param charts who says which requests may see charts
 */
public record HttpClients(
        int connectionsPerAddress,
        List<String> trustedProxies,
        List<String> allowedHosts,
        ChartsGuard charts) {

    /** Connections of one address where nothing else is said. */
    public static final int CONNECTIONS = 2_048;

    /** Everybody, within the usual bounds. */
    public static final HttpClients DEFAULT =
            new HttpClients(CONNECTIONS, List.of(), List.of(), new ChartsGuard.Nobody());

    public HttpClients {
        trustedProxies = List.copyOf(trustedProxies);
        allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
