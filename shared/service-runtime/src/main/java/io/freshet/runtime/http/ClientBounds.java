package io.freshet.runtime.http;

import io.freshet.configuration.HttpClients;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How much a client may take of a web server.
 *
 * @param connections connections that one network may have open at once
 * @param proxies who may have any number, as many clients come by them
 * @param headers how long the headers of a request may take
 * @param body how long its body may take after them
 */
record ClientBounds(
        int connections, List<IpSubnetFilterRule> proxies, Duration headers, Duration body) {

    /** Setting: see {@link #connections}. */
    static final String CONNECTIONS = "freshet.http.connections-per-address";

    /** Setting: addresses and networks, separated by commas. */
    static final String PROXIES = "freshet.http.trusted-proxies";

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    /** As this process is configured. */
    static ClientBounds configured() {
        Config config = ConfigProvider.getConfig();
        return new ClientBounds(
                config.getOptionalValue(CONNECTIONS, Integer.class).orElse(HttpClients.CONNECTIONS),
                Stream.of(config.getOptionalValue(PROXIES, String.class).orElse("").split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(ClientBounds::rule)
                        .toList(),
                config.getOptionalValue("freshet.http.headers-within", Duration.class)
                        .orElse(HttpLimits.HEADERS),
                config.getOptionalValue("freshet.http.body-within", Duration.class)
                        .orElse(HttpLimits.BODY));
    }

    private static IpSubnetFilterRule rule(String text) {
        String[] parts = text.split("/", 2);
        int all = parts[0].contains(":") ? IPV6_BITS : IPV4_BITS;
        return new IpSubnetFilterRule(
                parts[0],
                parts.length > 1 ? Integer.parseInt(parts[1]) : all,
                IpFilterRuleType.ACCEPT);
    }

    boolean isProxy(InetSocketAddress address) {
        return proxies.stream().anyMatch(rule -> rule.matches(address));
    }
}
