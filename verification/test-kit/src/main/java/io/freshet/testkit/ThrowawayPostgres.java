package io.freshet.testkit;

import io.freshet.embedded.LoopbackPort;
import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import io.freshet.embedded.postgres.PostgresOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * An embedded Postgres of one test's own, which it may kill and restart. Starting takes some
 * seconds. Thread-safe.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    /**
     * The machine does not crash under a test, so nothing need reach the disk. And hashing a
     * password 4,096 times for each connection was a quarter of what one process of tests did.
     */
    private static final Map<String, String> FOR_ALL =
            Map.of("fsync", "off", "full_page_writes", "off", "scram_iterations", "1");

    private final Path folder;
    private final PostgresOptions options;
    private EmbeddedPostgresServer running;

    private ThrowawayPostgres(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.options = options(folder, settings);
        this.running = EmbeddedPostgresServer.start(options);
        hashPasswordOnce(running);
    }

    /**
     * How embedded servers of tests are started.
     *
     * @param folder the server's own
     * @param settings settings over those of all tests
     */
    public static PostgresOptions options(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(FOR_ALL);
        all.putAll(settings);
        return PostgresOptions.in(folder)
                .withBinariesFolder(TestFolder.programs())
                .withSettings(all);
    }

    /** A new cluster's password is hashed as the defaults say, not as its settings do. */
    public static void hashPasswordOnce(EmbeddedPostgresServer server) {
        TestPostgres described = describe(server.port(), server.password(), "");
        try (Connection connection = described.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '" + server.password() + "'");
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded Postgres does not answer", e);
        }
    }

    /** Starts one with ordinary settings. */
    public static ThrowawayPostgres start() {
        return start(Map.of());
    }

    /** Starts one with server settings, such as {@code track_commit_timestamp}. */
    public static ThrowawayPostgres start(Map<String, String> settings) {
        return new ThrowawayPostgres(TestFolder.data("postgres"), settings);
    }

    /** The server, as tests use it; the same after a restart. */
    public synchronized TestPostgres server() {
        TestPostgres unversioned = describe(running.port(), running.password(), "");
        try (Connection connection = unversioned.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return describe(running.port(), running.password(), row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded Postgres does not answer", e);
        }
    }

    static TestPostgres describe(int port, String password, String version) {
        return new TestPostgres(
                LoopbackPort.HOST,
                port,
                "postgres",
                password,
                "postgres",
                ServerKind.EMBEDDED,
                version);
    }

    /** Kills the server (-9) and waits until it is gone; {@link #restart()} brings it back. */
    public synchronized void kill() {
        ProcessHandle.of(running.pid())
                .ifPresent(
                        process -> {
                            // its memory is free for the next once its children are gone too
                            List<ProcessHandle> all =
                                    Stream.concat(Stream.of(process), process.descendants())
                                            .toList();
                            process.destroyForcibly();
                            all.forEach(ThrowawayPostgres::awaitEnd);
                        });
        running.close();
    }

    /** Ends the server as an administrator would; {@link #restart()} brings it back. */
    public synchronized void stop() {
        running.close();
    }

    /** Starts the server again on the same port, after {@link #kill()} or {@link #stop()}. */
    public synchronized void restart() {
        running = EmbeddedPostgresServer.start(options.withPort(running.port()));
    }

    /** Ends the server and deletes its data. */
    @Override
    public synchronized void close() {
        running.close();
        TestFolder.deleteData(folder);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Postgres survives a kill", e);
        }
    }
}
