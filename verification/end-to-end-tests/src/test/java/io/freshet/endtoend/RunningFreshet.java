package io.freshet.endtoend;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.BrokerUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code ./freshet up} as a process of its own, and {@code check} beside it. */
final class RunningFreshet implements AutoCloseable {

    private static final Duration CHECK_LIMIT = Duration.ofMinutes(3);

    private final Path file;
    private final FreshetProcess process;

    private RunningFreshet(Path file, FreshetProcess process) {
        this.file = file;
        this.process = process;
    }

    static RunningFreshet start(FreshetFile configuration, TestBus bus, Path folder) {
        RunningFreshet running = begin(configuration, bus, folder);
        running.process.awaitReady();
        return running;
    }

    /**
     * Starts it and does not wait until it is ready. It signs in at the broker as who {@code
     * ./freshet grants} says, unless the configuration names another user than the test is.
     */
    static RunningFreshet begin(FreshetFile configuration, TestBus bus, Path folder) {
        WebPorts ports = WebPorts.free();
        BrokerUsers users = BrokerUsers.of(bus);
        configuration.broker(url -> users.signedIn(url, "up"));
        Path file = configuration.http(ports).writeTo(folder.resolve("freshet.yaml"));
        Program up = Program.freshet(List.of("up", "--config", file.toString()));
        List<String> java =
                List.of(
                        "-Xmx400m",
                        // where programs of embedded servers are unpacked
                        "-Dfreshet.home=target",
                        "-Dfreshet.bus.prefix=" + bus.prefix(),
                        "-Dfreshet.archive.interval=1s");
        return new RunningFreshet(file, FreshetProcess.start(up.withJava(java), ports));
    }

    /** Starts it again after it was killed. */
    void start() {
        process.start();
        process.awaitReady();
    }

    void kill() {
        process.kill();
    }

    /** Changes its configuration, which it reads when it is started. */
    void configure(UnaryOperator<String> change) {
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot change " + file, e);
        }
    }

    /** Runs {@code ./freshet check} with its configuration; gives its status and its output. */
    String check(String... options) {
        return command(List.of("check"), options);
    }

    /** Runs another command with its configuration; gives its status and its output. */
    String command(List<String> words, String... options) {
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(List.of("--config", file.toString()));
        arguments.addAll(List.of(options));
        try (ChildProcess check = Program.freshet(arguments).start()) {
            int status = check.awaitExit(CHECK_LIMIT);
            return "status " + status + "\n" + check.output();
        }
    }

    /** What it runs as. */
    FreshetProcess process() {
        return process;
    }

    String get(String path) {
        return process.get(path);
    }

    @Override
    public void close() {
        process.close();
    }
}
