package io.freshet.configuration;

import io.freshet.tls.TlsFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the message broker is and who we are to it.
 *
 * @param host name or address
 * @param port 1 to 65535; 5672, or 5671 with TLS, by default
 * @param username {@code guest} by default
 * @param password {@code guest} by default
 * @param virtualHost {@code /} by default
 * @param tls whether the connection is encrypted ({@code amqps}), and then always by one whose
 *     certificate is for that host
 * @param files whom an encrypted connection trusts, and as whom it is made
 */
public record BrokerUrl(
        String host,
        int port,
        String username,
        Secret password,
        String virtualHost,
        boolean tls,
        TlsFiles files) {

    private static final String EXAMPLE = "amqp://user:password@host:5672";

    /**
     * Reads {@code amqp://user:password@host:port/vhost}; everything but the host may be left out.
     *
     * @throws IllegalArgumentException with a sentence for users if it is no such URL
     */
    public static BrokerUrl parse(String text) {
        UrlParts parts = UrlReader.read(text, Set.of("amqp", "amqps"), EXAMPLE);
        if (parts.query().isPresent()) {
            throw new IllegalArgumentException("knows no parameters; leave out what follows the ?");
        }
        boolean tls = "amqps".equals(parts.scheme());
        List<HostPort> hosts = parts.hosts(tls ? 5671 : 5672);
        if (hosts.size() > 1) {
            throw new IllegalArgumentException(
                    "names several hosts (%s); name one"
                            .formatted(
                                    text.substring(text.indexOf('@') + 1)
                                            .replaceAll("^amqps?://|/.*$", "")));
        }
        return new BrokerUrl(
                hosts.get(0).host(),
                hosts.get(0).port(),
                parts.username().orElse("guest"),
                new Secret(parts.password().orElse(parts.user().isPresent() ? "" : "guest")),
                parts.path().length() < 2 ? "/" : UrlParts.decode(parts.path().substring(1)),
                tls,
                TlsFiles.NONE);
    }

    /** The same with another password. */
    BrokerUrl withPassword(Secret other) {
        return new BrokerUrl(host, port, username, other, virtualHost, tls, files);
    }

    /** The same with files for an encrypted connection. */
    BrokerUrl withFiles(TlsFiles given) {
        return new BrokerUrl(host, port, username, password, virtualHost, tls, given);
    }

    /** Why what travels may be read or changed on its way, if so; a sentence without a subject. */
    public Optional<String> concern() {
        return tls || new HostPort(host, port).isLoopback()
                ? Optional.empty()
                : Optional.of("is reached in plain text; use an amqps address");
    }

    @Override
    public String toString() {
        return "%s://%s".formatted(tls ? "amqps" : "amqp", new HostPort(host, port));
    }
}
