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
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An embedded Postgres of one test's own, which it may kill and restart. Starting takes some
 * seconds. Thread-safe.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    private final Path folder;
    private final PostgresOptions options;
    private EmbeddedPostgresServer running;

    private ThrowawayPostgres(Path folder, Map<String, String> settings) {
        this.folder = folder;
        // The machine does not crash under a test, so nothing need reach the disk.
        Map<String, String> all = new HashMap<>(Map.of("fsync", "off", "full_page_writes", "off"));
        all.putAll(settings);
        this.options =
                PostgresOptions.in(folder)
                        .withBinariesFolder(TestFolder.programs())
                        .withSettings(all);
        this.running = EmbeddedPostgresServer.start(options);
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
                            process.destroyForcibly();
                            awaitEnd(process);
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
