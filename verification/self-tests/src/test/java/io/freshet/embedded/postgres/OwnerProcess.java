package io.freshet.embedded.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another Java process that starts a Postgres and then waits to be killed. */
final class OwnerProcess {

    private static final String READY = "postgres runs as ";

    private OwnerProcess() {}

    static Process start(Path dataFolder, Path programs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        dataFolder.toString(),
                        programs.toString())
                .redirectErrorStream(true)
                .start();
    }

    static long postgresPid(Process owner) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return Long.parseLong(line.substring(READY.length()));
            }
            seen.append(line).append(System.lineSeparator());
        }
        throw new AssertionError("the owner ended: " + seen);
    }

    public static void main(String[] args) throws InterruptedException {
        EmbeddedPostgresServer server =
                EmbeddedPostgresServer.start(
                        PostgresOptions.in(Path.of(args[0])).withBinariesFolder(Path.of(args[1])));
        System.out.println(READY + server.pid());
        Thread.currentThread().join();
    }
}
