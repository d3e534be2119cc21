package io.freshet.benchmarks.harness;

import io.freshet.launcher.CommandFailure;
import io.freshet.testkit.processes.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code ./freshet up} as a child process. */
public final class FreshetProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Pattern READY = Pattern.compile("^ready$");
    private static final Pattern LIVE = Pattern.compile("\"status\":\"live\"");

    private final ChildProcess process;
    private final int port;

    private FreshetProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns at once.
     *
     * @param options for Java, such as {@code -Xmx512m}
     * @param environment overrides of the configuration
     */
    static FreshetProcess start(
            List<String> options,
            Map<String, String> environment,
            String busPrefix,
            Path configuration,
            int port) {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-Dfreshet.bus.prefix=" + busPrefix);
        arguments.add("-Dquarkus.http.host=127.0.0.1");
        arguments.addAll(
                List.of("-jar", jar().toString(), "up", "--config", configuration.toString()));
        return new FreshetProcess(
                ChildProcess.start(ChildProcess.java(arguments), environment, Path.of(".")), port);
    }

    private static Path jar() {
        Path jar =
                Path.of(System.getProperty("freshet.home", "../.."))
                        .resolve(
                                Path.of(
                                        "local",
                                        "launcher",
                                        "target",
                                        "quarkus-app",
                                        "quarkus-run.jar"));
        if (!Files.exists(jar)) {
            throw new CommandFailure(
                    "%s is missing; build it with mvn -pl launcher -am package".formatted(jar));
        }
        return jar;
    }

    /** Blocks until every chart answers. */
    public void awaitReady() {
        try {
            process.awaitLine(READY, START_LIMIT);
        } catch (AssertionError e) {
            throw new CommandFailure("Freshet does not start: " + e.getMessage(), e);
        }
    }

    /** Blocks until this many sources are being tailed and nothing of them waits to be read. */
    public void awaitLive(int sources) throws IOException, InterruptedException {
        awaitReady();
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpLine http = new HttpLine(port)) {
            while (liveSources(http) < sources) {
                if (System.nanoTime() > limit) {
                    throw new CommandFailure(
                            "not all %d sources are live after %s; Freshet wrote:%n%s"
                                    .formatted(sources, START_LIMIT, output()));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static long liveSources(HttpLine http) throws IOException {
        return LIVE.matcher(http.get("/charts/freshness", "").body()).results().count();
    }

    /** Its web port, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What it takes of the machine. */
    public ProcessCost cost() {
        return ProcessCost.of(process.pid());
    }

    /** What it wrote. */
    public String output() {
        return process.output();
    }

    /** Ends it in good order, so that a profile that it writes is complete. */
    @Override
    public void close() {
        process.terminate();
        try {
            process.awaitExit(Duration.ofSeconds(15));
        } catch (AssertionError e) {
            System.err.println("freshet bench: Freshet did not end by itself and was killed");
        }
        process.close();
    }
}
