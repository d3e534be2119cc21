package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import io.freshet.embedded.postgres.PostgresOptions;
import io.freshet.testkit.ServerKind;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.ThrowawayPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server and a hot standby that follows it. Starting takes some seconds. */
final class StandbyPair implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Writes what the log holds, committed or not; the place up to which that was. */
    private static final String WRITE_ALL = "select pg_logical_emit_message(true, 'awaited', '')";

    private final EmbeddedPostgresServer primary;
    private final EmbeddedPostgresServer standby;

    private StandbyPair(EmbeddedPostgresServer primary, EmbeddedPostgresServer standby) {
        this.primary = primary;
        this.standby = standby;
    }

    static StandbyPair start(Path folder) throws IOException {
        PostgresOptions options = ThrowawayPostgres.options(folder.resolve("primary"), Map.of());
        EmbeddedPostgresServer primary = EmbeddedPostgresServer.start(options);
        ThrowawayPostgres.hashPasswordOnce(primary);
        // A copy of the files of a server that stands still is a base backup.
        primary.close();
        copy(folder.resolve("primary"), folder.resolve("standby"));
        Files.createFile(folder.resolve("standby").resolve("cluster").resolve("standby.signal"));
        primary = EmbeddedPostgresServer.start(options);
        String follows =
                "host=127.0.0.1 port=%d user=%s password=%s"
                        .formatted(primary.port(), primary.username(), primary.password());
        return new StandbyPair(
                primary,
                EmbeddedPostgresServer.start(
                        ThrowawayPostgres.options(
                                folder.resolve("standby"), Map.of("primary_conninfo", follows))));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The server that is written to. */
    TestPostgres primary() {
        return server(primary);
    }

    /** The port of the standby. */
    int standbyPort() {
        return standby.port();
    }

    /** The address on the standby of a database of the primary. */
    String onStandby(String url) {
        return url.replace(":" + primary.port(), ":" + standby.port());
    }

    /** Waits until the standby shows all that was committed. */
    void awaitReplay() {
        await(
                "select pg_last_wal_replay_lsn() >= '%s'::pg_lsn"
                        + " and pg_last_wal_replay_lsn() = pg_last_wal_receive_lsn()",
                WRITE_ALL);
    }

    /** Waits until the standby has all that was committed, shown or not. */
    void awaitReceipt() {
        await(
                "select pg_last_wal_receive_lsn() >= '%s'::pg_lsn",
                "select pg_current_wal_flush_lsn()");
    }

    /** What is committed from now on does not show on the standby. */
    void pauseReplay() {
        one(standby, "select pg_wal_replay_pause()");
    }

    /** What was held back shows soon. */
    void resumeReplay() {
        one(standby, "select pg_wal_replay_resume()");
    }

    private void await(String reached, String goal) {
        String question = reached.formatted(one(primary, goal));
        long until = System.nanoTime() + SOON.toNanos();
        while (!"t".equals(one(standby, question))) {
            assertThat(System.nanoTime()).as("the standby follows").isLessThan(until);
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static String one(EmbeddedPostgresServer server, String sql) {
        try (Connection connection = server(server).connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestPostgres server(EmbeddedPostgresServer embedded) {
        return new TestPostgres(
                "127.0.0.1",
                embedded.port(),
                embedded.username(),
                embedded.password(),
                "postgres",
                ServerKind.EMBEDDED,
                "");
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
