package io.freshet.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.LoopbackPort;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedPostgresServerTest {

    /** For all tests but those of the first start, which takes seconds. */
    @TempDir static Path parent;

    @TempDir static Path programs;

    @Test
    void isDurableAndSmallAndOnLoopbackOnly() throws SQLException {
        // When
        try (EmbeddedPostgresServer server = start(Map.of())) {
            // Then
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW shared_buffers")).isEqualTo("64MB");
            assertThat(query(server, "SHOW max_connections")).isEqualTo("150");
            assertThat(query(server, "SHOW jit")).isEqualTo("off");
        }
    }

    @Test
    void takesSettingsOfTheCaller() throws SQLException {
        // Given
        Map<String, String> settings =
                Map.of("track_commit_timestamp", "on", "application_name", "it's \\ odd");

        // When
        try (EmbeddedPostgresServer server = start(settings)) {
            // Then
            assertThat(query(server, "SHOW track_commit_timestamp")).isEqualTo("on");
            assertThat(
                            query(
                                    server,
                                    "SELECT reset_val FROM pg_settings WHERE name = 'application_name'"))
                    .isNotNull();
        }
    }

    @Test
    void goesOnWithItsDataPortAndPasswordAfterARestart() throws SQLException {
        // Given
        int port;
        String password;
        try (EmbeddedPostgresServer first = start(Map.of())) {
            port = first.port();
            password = first.password();
            execute(first, "CREATE TABLE restarted (id int)");
            execute(first, "INSERT INTO restarted VALUES (42)");
        }

        // When
        try (EmbeddedPostgresServer second = start(Map.of())) {
            // Then
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.password()).isEqualTo(password);
            assertThat(query(second, "SELECT id FROM restarted")).isEqualTo("42");
        }
    }

    @Test
    void refusesClientsWithoutThePassword() {
        // Given
        try (EmbeddedPostgresServer server = start(Map.of())) {
            // Then
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            "jdbc:" + server.url("postgres"), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void endsItsProcessWhenClosed() {
        // Given
        EmbeddedPostgresServer server = start(Map.of());
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

        // When
        server.close();
        server.close();

        // Then
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void recoversWhenItsServerWasKilled() throws Exception {
        // Given
        try (EmbeddedPostgresServer first = start(Map.of())) {
            execute(first, "CREATE TABLE killed (id int)");
            execute(first, "INSERT INTO killed VALUES (7)");
            ProcessHandle process = ProcessHandle.of(first.pid()).orElseThrow();
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
            for (ProcessHandle child : children) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        }

        // When
        try (EmbeddedPostgresServer second = start(Map.of())) {
            // Then
            assertThat(query(second, "SELECT id FROM killed")).isEqualTo("7");
        }
    }

    @Test
    void startsOverAPidFileWhoseNumberAnotherProgramHasNow() throws Exception {
        // Given
        try (EmbeddedPostgresServer first = start(Map.of())) {
            execute(first, "CREATE TABLE stale (id int)");
        }
        Path cluster = data().toRealPath().resolve("cluster");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                "%d%n%s%n1700000000%n5432%n".formatted(ProcessHandle.current().pid(), cluster));

        // When
        try (EmbeddedPostgresServer second = start(Map.of())) {
            // Then
            assertThat(query(second, "SELECT count(*) FROM stale")).isEqualTo("0");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void saysThatAnotherRunUsesTheDataFolder() {
        // Given
        try (EmbeddedPostgresServer first = start(Map.of())) {
            // Then
            assertThatThrownBy(() -> start(Map.of()))
                    .isInstanceOfSatisfying(
                            EmbeddedServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DATA_FOLDER_IN_USE))
                    .hasMessageContaining(first.dataFolder().toString());
            assertThat(ProcessHandle.of(first.pid())).isPresent();
        }
    }

    @Test
    void saysThatThePortIsBusy() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, LoopbackPort.address())) {
            PostgresOptions options = options(Map.of()).withPort(taken.getLocalPort());

            // Then
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(options))
                    .isInstanceOfSatisfying(
                            EmbeddedServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_BUSY))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void takesAnotherPortWhenThatOfTheLastRunIsTaken() throws Exception {
        // Given
        int last;
        try (EmbeddedPostgresServer first = start(Map.of())) {
            last = first.port();
        }

        // When
        try (ServerSocket taken = new ServerSocket(last, 1, LoopbackPort.address());
                EmbeddedPostgresServer second = start(Map.of())) {
            // Then
            assertThat(taken.isBound()).isTrue();
            assertThat(second.port()).isNotEqualTo(last);
            assertThat(query(second, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void showsTheServersOwnWordsWhenItRefusesASetting() {
        assertThatThrownBy(() -> start(Map.of("shared_buffers", "plenty")))
                .isInstanceOfSatisfying(
                        EmbeddedServerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.START_FAILED))
                .hasMessageContaining("shared_buffers")
                .hasMessageContaining("plenty");
    }

    @Test
    void createsTheClusterAnewWhenItsFirstStartWasCutShort(@TempDir Path data) throws Exception {
        // Given
        Path halfDone = data.resolve("cluster.unfinished");
        Files.createDirectories(halfDone);
        Files.writeString(halfDone.resolve("PG_VERSION"), "18");

        // When
        try (EmbeddedPostgresServer server =
                EmbeddedPostgresServer.start(
                        PostgresOptions.in(data).withBinariesFolder(programs))) {
            // Then
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
            assertThat(halfDone).doesNotExist();
        }
    }

    @Test
    void endsWhenItsOwnerIsKilledAndStartsAgainWithItsData() throws Exception {
        // Given
        Process owner = OwnerProcess.start(data(), programs);
        long pid = OwnerProcess.postgresPid(owner);
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();

        // When
        owner.destroyForcibly().waitFor();

        // Then
        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(20));
        try (EmbeddedPostgresServer next = start(Map.of())) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsTheOrphanOfAnOwnerThatWasKilledWithItsWatch() throws Exception {
        // Given
        Process owner = OwnerProcess.start(data(), programs);
        long pid = OwnerProcess.postgresPid(owner);
        ProcessHandle orphan = ProcessHandle.of(pid).orElseThrow();
        owner.toHandle().children().forEach(ProcessHandle::destroyForcibly);
        owner.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        // When
        try (EmbeddedPostgresServer next = start(Map.of())) {
            // Then
            assertThat(orphan.isAlive()).isFalse();
            assertThat(next.pid()).isNotEqualTo(pid);
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    private static Path data() {
        // A space: the path of a home folder may have one.
        return parent.resolve("data folder");
    }

    private static PostgresOptions options(Map<String, String> settings) {
        return PostgresOptions.in(data()).withBinariesFolder(programs).withSettings(settings);
    }

    private static EmbeddedPostgresServer start(Map<String, String> settings) {
        return EmbeddedPostgresServer.start(options(settings));
    }

    private static String query(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        assertThat(server.url("postgres")).startsWith("postgresql://" + LoopbackPort.HOST + ":");
        return DriverManager.getConnection(
                "jdbc:" + server.url("postgres"), server.username(), server.password());
    }
}
