package io.freshet.configuration;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Postgres database is.
 *
 * @param host name or address
 * @param port 1 to 65535, 5432 by default
 * @param database the database's name
 * @param sslMode {@code disable}, {@code prefer}, {@code require}, {@code verify-ca} or {@code
 *     verify-full}, as the URL says; empty for the driver's default
 */
public record DatabaseUrl(String host, int port, String database, Optional<String> sslMode) {

    private static final String EXAMPLE = "postgresql://host:5432/database";
    private static final Pattern SSL_MODE =
            Pattern.compile("sslmode=(disable|allow|prefer|require|verify-ca|verify-full)");

    public DatabaseUrl {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
    }

    /**
     * Reads {@code postgresql://host:port/database}, perhaps followed by {@code ?sslmode=…}.
     *
     * @throws IllegalArgumentException with a sentence for users if it is no such URL
     */
    public static DatabaseUrl parse(String text) {
        URI uri = UrlReader.read(text, Set.of("postgresql", "postgres"), EXAMPLE);
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException(
                    "must look like %s; its database is missing or has a /".formatted(EXAMPLE));
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must not hold a user or password; use the keys username and password");
        }
        Optional<String> sslMode = Optional.empty();
        if (uri.getQuery() != null) {
            Matcher matcher = SSL_MODE.matcher(uri.getQuery());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "knows no parameter but sslmode=…, not ?" + uri.getQuery());
            }
            sslMode = Optional.of(matcher.group(1));
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new DatabaseUrl(uri.getHost(), port, path.substring(1), sslMode);
    }

    @Override
    public String toString() {
        return "postgresql://%s:%d/%s%s"
                .formatted(
                        host, port, database, sslMode.map(mode -> "?sslmode=" + mode).orElse(""));
    }
}
