package io.freshet.configuration;

import io.freshet.tls.TlsFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told when something is wrong, and of what.
 *
 * @param on of what
 * @param interval how much time lies between two messages about the same, after the first and its
 *     end
 * @param staleAfter how old a source's data may be before it is called stale
 * @param email the mail server by which messages are sent, if any
 * @param slack the address to which messages are posted, if any
 */
public record AlertsConfig(
        Set<AlertKind> on,
        Duration interval,
        Duration staleAfter,
        Optional<Email> email,
        Optional<Slack> slack) {

    /**
     * A mail server and who writes to whom.
     *
     * @param host its name
     * @param port its port
     * @param encryption whether the connection is encrypted
     * @param files the authorities that its certificate must come from
     * @param username who signs in, if anybody
     * @param password that user's password
     * @param from the sender's address
     * @param to the addresses that get each message; one at least
     */
    public record Email(
            String host,
            int port,
            Encryption encryption,
            TlsFiles files,
            Optional<String> username,
            Secret password,
            String from,
            List<String> to) {}

    /**
     * An incoming webhook of Slack, or of what takes the same.
     *
     * @param url its address, which lets anybody post who knows it
     */
    public record Slack(Secret url) {}

    /** How a connection to a mail server is encrypted. */
    public enum Encryption {
        /** After a greeting; where the server cannot, nothing is sent. */
        STARTTLS,
        /** From the beginning. */
        IMPLICIT,
        /** Not at all. */
        NONE;

        /** Its name in the configuration. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
