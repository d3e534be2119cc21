package io.freshet.poller.encryption;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.runtime.postgres.DatabaseConnector;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.encryption.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.Driver;

/** A real Postgres that encrypts, whose certificate tests exchange; asked in both ways. */
final class EncryptedDatabase implements AutoCloseable {

    private static final String WHETHER =
            "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    private final Vertx vertx = Vertx.vertx();
    private final ThrowawayPostgres postgres;
    private final TestPostgres server;

    EncryptedDatabase(Path folder, TestAuthority authority, TestAuthority.Issued first)
            throws IOException {
        Path rules =
                Files.writeString(
                        folder.resolve("pg_hba.conf"),
                        """
                        hostssl   all certified all cert
                        hostnossl all encrypted all reject
                        host      all all       all scram-sha-256
                        """);
        postgres =
                ThrowawayPostgres.start(
                        Map.of(
                                "ssl", "on",
                                "ssl_ca_file", authority.file().toString(),
                                "ssl_cert_file", first.certificate().toString(),
                                "ssl_key_file", first.key().toString(),
                                "hba_file", rules.toString()));
        server = postgres.server();
        execute("create role certified login");
        execute("create role encrypted login password 'p$$*''@:/ %'");
    }

    int port() {
        return server.port();
    }

    /** Has the server show another certificate from the next connection on. */
    void show(TestAuthority.Issued issued) {
        execute("alter system set ssl_cert_file = '%s'".formatted(issued.certificate()));
        execute("alter system set ssl_key_file = '%s'".formatted(issued.key()));
        reload();
    }

    /** Has the server not encrypt any more. */
    void strip() {
        execute("alter system set ssl = off");
        reload();
    }

    /** Waits until new connections see what was set. */
    private void reload() {
        String marker = "test.reload%d".formatted(System.nanoTime());
        execute("alter system set %s = 'seen'".formatted(marker));
        execute("select pg_reload_conf()");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!"seen".equals(ask("select current_setting('%s', true)".formatted(marker)))) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the server does not read its settings anew");
            }
        }
    }

    void execute(String sql) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ask(String sql) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came of connecting in one way: plain, encrypted, or why not. */
    String reactively(String url, String username, Secret password) {
        DatabaseConnector connector =
                new DatabaseConnector(
                        vertx,
                        new DatabaseAccess(DatabaseUrl.parse(url), username, password),
                        new PgConnectOptions().setConnectTimeout(5_000));
        PgConnection connection = null;
        try {
            connection =
                    connector
                            .connect()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS);
            return connection.isSSL() ? "encrypted" : "plain";
        } catch (ExecutionException e) {
            return reason(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    /** What came of connecting in the other way. */
    String byJdbc(String url, String username, Secret password) {
        DatabaseAccess access = new DatabaseAccess(DatabaseUrl.parse(url), username, password);
        Properties login = new Properties();
        login.setProperty("user", access.username());
        login.setProperty("password", access.jdbcPassword());
        login.setProperty("connectTimeout", "5");
        try (Connection connection = new Driver().connect(access.jdbcUrl(), login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHETHER)) {
            row.next();
            return row.getBoolean(1) ? "encrypted" : "plain";
        } catch (SQLException e) {
            return reason(e);
        }
    }

    private static String reason(Throwable error) {
        StringBuilder all = new StringBuilder("refused");
        for (Throwable one = error; one != null; one = one.getCause()) {
            all.append(": ").append(one.getMessage());
        }
        return all.toString();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        postgres.close();
    }
}
