package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PgBouncer as it comes, in transaction mode, in front of one database; one server session. */
final class PgBouncer implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one; where it is not installed the test that asks for it is skipped. */
    static PgBouncer inFrontOf(TestDatabase database, Login login, Path folder)
            throws IOException, InterruptedException {
        Path program =
                Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        assumeTrue(program != null, "PgBouncer is not installed, so nothing is read through it");
        int port = freePort();
        Files.writeString(
                folder.resolve("users.txt"),
                "\"%s\" \"%s\"%n".formatted(login.username(), login.password()));
        Files.writeString(
                folder.resolve("pgbouncer.ini"),
                """
                [databases]
                %1$s = host=%2$s port=%3$d dbname=%1$s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %4$d
                unix_socket_dir =
                auth_type = trust
                auth_file = users.txt
                pool_mode = transaction
                default_pool_size = 1
                """
                        .formatted(database.name(), database.host(), database.port(), port));
        for (Path path :
                List.of(folder, folder.resolve("users.txt"), folder.resolve("pgbouncer.ini"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "pgbouncer.ini"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "nobody"));
        }
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        PgBouncer started = new PgBouncer(process, port);
        started.awaitListening(folder);
        return started;
    }

    private void awaitListening(Path folder) throws IOException, InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(process.isAlive() && System.nanoTime() < until)
                        .as(() -> "PgBouncer listens: " + output(folder))
                        .isTrue();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The address of the database through this. */
    String url(TestDatabase database) {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, database.name());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
