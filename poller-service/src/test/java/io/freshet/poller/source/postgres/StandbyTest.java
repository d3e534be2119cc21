package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import io.freshet.embedded.postgres.PostgresOptions;
import io.freshet.events.KeyRange;
import io.freshet.events.SourceState;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.ServerKind;
import io.freshet.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hot standby as a source. */
class StandbyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** A time to come: what is read is never of later than it is. */
    private static final long READ_AT = Long.MAX_VALUE - 1;

    @Test
    void isReadAsItsPrimaryIsAndNeverBehindWhatWasReadAlready(@TempDir Path folder)
            throws Exception {
        PostgresOptions options =
                PostgresOptions.in(folder.resolve("primary"))
                        .withBinariesFolder(folder.resolve("programs"))
                        .withSettings(Map.of("fsync", "off"));
        EmbeddedPostgresServer primary = EmbeddedPostgresServer.start(options);
        // A copy of the files of a server that stands still is a base backup.
        primary.close();
        copy(folder.resolve("primary"), folder.resolve("standby"));
        Files.createFile(folder.resolve("standby").resolve("cluster").resolve("standby.signal"));
        primary = EmbeddedPostgresServer.start(options);
        try (EmbeddedPostgresServer running = primary;
                EmbeddedPostgresServer standby = startStandby(folder, running);
                PostgresSource source = new PostgresSource(server(running))) {
            source.createTable();
            source.insert(1, 2_000);
            source.database().execute("delete from responses where id = 7");
            awaitReplay(running, standby);
            String url =
                    source.database().url().replace(":" + running.port(), ":" + standby.port());
            PostgresConnection session = source.open(url, source.database().reader());

            SourceTable copy = source.await(session.verify(source.table()));
            SourceTable original = source.reader();

            assertThat(source.sums(copy, KeyRange.ALL))
                    .isEqualTo(source.sums(original, KeyRange.ALL));
            assertThat(source.readAll(copy).size()).isEqualTo(1_999);
            Hints hints = source.await(copy.hints());
            assertThat(hints.counted()).isFalse();
            assertThat(hints.deleted()).isZero();
            assertThat(hints.highestKey()).hasValue(2_000);
            assertThat(asOf(copy)).as("nothing waits to be replayed").isEqualTo(READ_AT);

            one(standby, "select pg_wal_replay_pause()");
            long paused = System.currentTimeMillis() * 1_000;
            TimeUnit.MILLISECONDS.sleep(5);
            source.insert(2_001, 2_010);
            awaitWalReceived(running, standby);

            assertThat(source.readAll(copy).size())
                    .as("what the paused standby has")
                    .isEqualTo(1_999);
            assertThat(asOf(copy)).isLessThan(paused);
            assertThat(asOf(original)).isEqualTo(READ_AT);
            assertThat(source.readAll(original).size()).isEqualTo(2_009);
            assertThatThrownBy(() -> source.open(url, source.database().reader()))
                    .isInstanceOfSatisfying(
                            SourceProblem.class,
                            problem -> {
                                assertThat(problem.state()).isEqualTo(SourceState.CATCHING_UP);
                                assertThat(problem)
                                        .hasMessageContaining(
                                                "waiting for a standby that has replayed up to")
                                        .hasMessageContaining(
                                                "was read already; resume its replay");
                            });

            one(standby, "select pg_wal_replay_resume()");
            awaitReplay(running, standby);
            PostgresConnection again = source.open(url, source.database().reader());
            assertThat(source.readAll(source.await(again.verify(source.table()))).size())
                    .isEqualTo(2_009);
            again.close();
            session.close();
        }
    }

    private static long asOf(SourceTable table) throws Exception {
        return table.probe(List.of(new KeyRange(1, 1)), READ_AT, 1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .asOf();
    }

    private static void awaitWalReceived(
            EmbeddedPostgresServer primary, EmbeddedPostgresServer standby) throws Exception {
        String written = one(primary, "select pg_current_wal_flush_lsn()");
        await(standby, "select pg_last_wal_receive_lsn() >= '%s'::pg_lsn".formatted(written));
    }

    private static EmbeddedPostgresServer startStandby(
            Path folder, EmbeddedPostgresServer primary) {
        return EmbeddedPostgresServer.start(
                PostgresOptions.in(folder.resolve("standby"))
                        .withBinariesFolder(folder.resolve("programs"))
                        .withSettings(
                                Map.of(
                                        "fsync",
                                        "off",
                                        "primary_conninfo",
                                        "host=127.0.0.1 port=%d user=%s password=%s"
                                                .formatted(
                                                        primary.port(),
                                                        primary.username(),
                                                        primary.password()))));
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

    private static void awaitReplay(EmbeddedPostgresServer primary, EmbeddedPostgresServer standby)
            throws SQLException, InterruptedException {
        String written = one(primary, "select pg_current_wal_lsn()");
        await(standby, "select pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(written));
    }

    private static void await(EmbeddedPostgresServer standby, String reached)
            throws SQLException, InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (!"t".equals(one(standby, reached))) {
            assertThat(System.nanoTime()).as("the standby follows").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String one(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (var connection = server(server).connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
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
}
