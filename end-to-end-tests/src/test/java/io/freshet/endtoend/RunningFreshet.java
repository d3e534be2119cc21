package io.freshet.endtoend;

import io.freshet.testservers.FreshetFile;
import io.freshet.testservers.TestBus;
import io.freshet.testservers.processes.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./freshet up} as a process of its own. */
final class RunningFreshet implements AutoCloseable {

    static final Path JAR = Path.of("..", "launcher", "target", "quarkus-app", "quarkus-run.jar");

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration CHECK_LIMIT = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Path file;
    private final String prefix;
    private ChildProcess process;

    private RunningFreshet(int port, Path file, String prefix) {
        this.port = port;
        this.file = file;
        this.prefix = prefix;
    }

    static RunningFreshet start(FreshetFile configuration, TestBus bus, Path folder) {
        int port = freePort();
        Path file = configuration.httpPort(port).writeTo(folder.resolve("freshet.yaml"));
        RunningFreshet running = new RunningFreshet(port, file, bus.prefix());
        running.start();
        return running;
    }

    void start() {
        process =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of(
                                        "-Xmx400m",
                                        "-XX:+UseSerialGC",
                                        "-Dfreshet.bus.prefix=" + prefix,
                                        "-jar",
                                        JAR.toString(),
                                        "up",
                                        "--config",
                                        file.toString())));
        process.awaitLine(Pattern.compile("^ready$"), START_LIMIT);
    }

    void kill() {
        process.kill();
    }

    /** Runs {@code ./freshet check} with its configuration; gives its output. */
    String check(String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of("-jar", JAR.toString(), "check", "--config", file.toString()));
        command.addAll(List.of(options));
        try (ChildProcess check = ChildProcess.start(ChildProcess.java(command))) {
            int status = check.awaitExit(CHECK_LIMIT);
            return "status " + status + "\n" + check.output();
        }
    }

    String output() {
        return process.output();
    }

    String get(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
