package io.freshet.endtoend;

import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.processes.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./freshet up} as a process of its own. */
final class RunningFreshet implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(1);

    private final WebPort port;
    private final Path file;
    private final String prefix;
    private ChildProcess process;

    private RunningFreshet(WebPort port, Path file, String prefix) {
        this.port = port;
        this.file = file;
        this.prefix = prefix;
    }

    static RunningFreshet start(FreshetFile configuration, TestBus bus, Path folder) {
        RunningFreshet running = begin(configuration, bus, folder);
        running.awaitReady();
        return running;
    }

    /** Starts it and does not wait until it is ready. */
    static RunningFreshet begin(FreshetFile configuration, TestBus bus, Path folder) {
        WebPort port = WebPort.free();
        Path file = configuration.httpPort(port.number()).writeTo(folder.resolve("freshet.yaml"));
        RunningFreshet running = new RunningFreshet(port, file, bus.prefix());
        running.run();
        return running;
    }

    void start() {
        run();
        awaitReady();
    }

    void awaitReady() {
        process.awaitLine(Pattern.compile("^ready$"), START_LIMIT);
    }

    private void run() {
        process =
                LauncherCommand.start(
                        List.of("-Xmx400m", "-Dfreshet.bus.prefix=" + prefix),
                        List.of("up", "--config", file.toString()));
    }

    void kill() {
        process.kill();
    }

    /** Runs {@code ./freshet check} with its configuration; gives its output. */
    String check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("check", "--config", file.toString()));
        arguments.addAll(List.of(options));
        try (ChildProcess check = LauncherCommand.start(List.of(), arguments)) {
            int status = check.awaitExit(CHECK_LIMIT);
            return "status " + status + "\n" + check.output();
        }
    }

    /** What it printed. */
    ChildProcess process() {
        return process;
    }

    String get(String path) {
        return port.get(path);
    }

    @Override
    public void close() {
        process.close();
    }
}
