package io.freshet.testkit;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds servers that were there before the tests. */
final class RealServers {

    private static final String LOCAL_BROKER = "amqp://guest:guest@127.0.0.1:5672";

    private RealServers() {}

    /** The server that {@code url} names; fails when it does not answer. */
    static TestPostgres postgres(String url) {
        URI uri = URI.create(url);
        String[] user = Objects.requireNonNullElse(uri.getRawUserInfo(), "postgres").split(":", 2);
        try {
            return postgres(
                    uri.getHost(),
                    uri.getPort() < 0 ? 5432 : uri.getPort(),
                    decoded(user[0]),
                    user.length < 2 ? "" : decoded(user[1]),
                    uri.getPath().length() < 2 ? "postgres" : uri.getPath().substring(1));
        } catch (SQLException e) {
            throw unusable(TestServers.POSTGRES_VARIABLE, e);
        }
    }

    /** The one on this machine's standard port that lets us in without a password. */
    static Optional<TestPostgres> localPostgres() {
        return Stream.of("postgres", "root", System.getProperty("user.name"))
                .distinct()
                .flatMap(user -> localPostgres(user).stream())
                .findFirst();
    }

    private static Optional<TestPostgres> localPostgres(String user) {
        try {
            return Optional.of(postgres("127.0.0.1", 5432, user, "", "postgres"));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static TestPostgres postgres(
            String host, int port, String user, String password, String database)
            throws SQLException {
        TestPostgres unknown =
                new TestPostgres(host, port, user, password, database, ServerKind.REAL, "");
        try (java.sql.Connection connection = unknown.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT split_part(current_setting('server_version'), ' ', 1),"
                                        + " rolsuper OR (rolcreatedb AND rolcreaterole)"
                                        + " FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            if (!row.getBoolean(2)) {
                throw new SQLException(user + " may not create databases and roles");
            }
            return new TestPostgres(
                    host, port, user, password, database, ServerKind.REAL, row.getString(1));
        }
    }

    /** The broker that {@code url} names; fails when it does not answer. */
    static TestBroker broker(String url) {
        try {
            return probe(url);
        } catch (IOException e) {
            throw unusable(TestServers.AMQP_VARIABLE, e);
        }
    }

    /** The one on this machine's standard port. */
    static Optional<TestBroker> localBroker() {
        try {
            return Optional.of(probe(LOCAL_BROKER));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static TestBroker probe(String url) throws IOException {
        try (Connection connection = TestBroker.connect(url)) {
            Map<String, Object> properties = connection.getServerProperties();
            return new TestBroker(
                    url,
                    ServerKind.REAL,
                    properties.get("product") + " " + properties.get("version"));
        }
    }

    private static IllegalStateException unusable(String variable, Exception cause) {
        return new IllegalStateException(
                "The server that %s names cannot be used: %s. Mend it, or unset the variable."
                        .formatted(variable, cause.getMessage()),
                cause);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
