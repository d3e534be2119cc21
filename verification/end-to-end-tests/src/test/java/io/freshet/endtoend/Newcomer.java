package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Somebody with a database that may be read and an empty folder, and nothing else at hand; types
 * commands and counts the time that they take. Not thread-safe.
 */
final class Newcomer implements AutoCloseable {

    private static final Duration COMMAND = Duration.ofMinutes(3);

    private final Path folder;
    private final WebPorts ports = WebPorts.free();
    private final long began = System.nanoTime();
    private FreshetProcess up;

    Newcomer(Path folder) {
        this.folder = folder;
    }

    /** Runs a command to its end, which is a good one; gives what it printed. */
    String types(List<String> words) {
        try (ChildProcess command = program(words).start()) {
            int status = command.awaitExit(COMMAND);
            assertThat(status).as("%s: %s", words, command.output()).isZero();
            return command.output();
        }
    }

    /** Ends {@code up} in the worst way that there is. */
    void kills() {
        up.kill();
    }

    /** Starts {@code up}, or starts it again after it was killed, and waits until it is ready. */
    void starts(List<String> words) {
        if (up == null) {
            up = FreshetProcess.start(program(words), ports);
        } else {
            up.start();
        }
        up.awaitReady();
    }

    private Program program(List<String> words) {
        return Program.freshet(words)
                .in(folder)
                .withJava(List.of("-Xmx512m"))
                .withEnvironment(
                        Map.of(
                                "FRESHET_HTTP_PORT",
                                Integer.toString(ports.charts().number()),
                                "FRESHET_HTTP_MANAGEMENT_PORT",
                                Integer.toString(ports.management().number())));
    }

    /** What {@code up} answers. */
    String asks(String path) {
        return up.get(path);
    }

    /** Opens a definition's dashboard, whose data rests, and looks at all of these charts. */
    void looksAt(String pipeline, Collection<String> charts) {
        new SeenInBrowser("http://127.0.0.1:" + ports.charts().number(), this::asks)
                .assertShows(pipeline, charts);
    }

    /** What {@code up} wrote. */
    String sees() {
        return up.output();
    }

    /** Seconds since this began. */
    long seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    @Override
    public void close() {
        if (up != null) {
            up.end();
        }
    }
}
