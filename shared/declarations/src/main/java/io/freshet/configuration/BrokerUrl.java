package io.freshet.configuration;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where the message broker is and who we are to it.
 *
 * @param host name or address
 * @param port 1 to 65535; 5672, or 5671 with TLS, by default
 * @param username {@code guest} by default
 * @param password {@code guest} by default
 * @param virtualHost {@code /} by default
 * @param tls whether the connection is encrypted ({@code amqps})
 */
public record BrokerUrl(
        String host, int port, String username, Secret password, String virtualHost, boolean tls) {

    private static final String EXAMPLE = "amqp://user:password@host:5672";

    /**
     * Reads {@code amqp://user:password@host:port/vhost}; everything but the host may be left out.
     *
     * @throws IllegalArgumentException with a sentence for users if it is no such URL
     */
    public static BrokerUrl parse(String text) {
        URI uri = UrlReader.read(text, Set.of("amqp", "amqps"), EXAMPLE);
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException("knows no parameters; leave out what follows the ?");
        }
        boolean tls = "amqps".equals(uri.getScheme());
        String user = uri.getRawUserInfo() == null ? "guest:guest" : uri.getRawUserInfo();
        int colon = user.indexOf(':');
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new BrokerUrl(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : (tls ? 5671 : 5672),
                decode(colon < 0 ? user : user.substring(0, colon)),
                new Secret(colon < 0 ? "" : decode(user.substring(colon + 1))),
                path.length() < 2 ? "/" : decode(path.substring(1)),
                tls);
    }

    /** The same with another password. */
    BrokerUrl withPassword(Secret other) {
        return new BrokerUrl(host, port, username, other, virtualHost, tls);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%s://%s:%d".formatted(tls ? "amqps" : "amqp", host, port);
    }
}
