package io.freshet.faultinjection.system;

import io.freshet.testkit.processes.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service as a process that can be killed, frozen and started again. Not thread-safe. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    private final Service service;
    private final Path configuration;
    private final String busPrefix;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private ChildProcess process;

    ServiceProcess(Service service, Path configuration, String busPrefix, int port) {
        this.service = service;
        this.configuration = configuration;
        this.busPrefix = busPrefix;
        this.port = port;
        start();
    }

    /** Starts it; returns at once. */
    public void start() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Dfreshet.bus.prefix=" + busPrefix,
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                service.jar().toString()));
        process =
                ChildProcess.start(
                        ChildProcess.java(arguments),
                        Map.of("FRESHET_CONFIG", configuration.toAbsolutePath().toString()),
                        Path.of("."));
    }

    /** Kills it (-9). */
    public void kill() {
        process.kill();
    }

    /** Stops it in its tracks until {@link #thaw()}. */
    public void freeze() {
        process.freeze();
    }

    /** Lets it go on. */
    public void thaw() {
        process.thaw();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it wrote lately. */
    public String output() {
        return process.output();
    }

    /** The body that it answers with, whatever the status. */
    public String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(REQUEST_LIMIT)
                        .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.body();
    }

    @Override
    public void close() {
        process.close();
    }
}
