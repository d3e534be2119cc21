package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs of Postgres to their end. */
final class PostgresCommand {

    private final PostgresPrograms programs;
    private final List<String> prefix;

    PostgresCommand(PostgresPrograms programs) {
        this.programs = programs;
        // Postgres refuses to run as root; in a user namespace of its own it is nobody.
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    /**
     * What a program left behind.
     *
     * @param exitCode 0 when it succeeded
     * @param output what it wrote
     */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Runs {@code program} and waits for its end, at most {@code limit}; blocks the caller. */
    Outcome run(Duration limit, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.program(program).toString());
        command.addAll(arguments);
        try {
            // Not a pipe: the server that pg_ctl starts would hold it open.
            Path output = Files.createTempFile("freshet-" + program, ".out");
            try {
                return run(limit, command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Reason.START_FAILED, "cannot run " + command + ": " + e.getMessage(), e);
        }
    }

    private static Outcome run(Duration limit, List<String> command, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedServerException(
                        Reason.START_FAILED,
                        "%s did not end within %d s".formatted(command, limit.toSeconds()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(
                    Reason.START_FAILED, "interrupted while waiting for " + command, e);
        }
        return new Outcome(
                process.exitValue(),
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not Linux.
            return false;
        }
    }
}
