package io.freshet.testkit.browser;

import io.freshet.testkit.processes.ChildProcess;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine without a window, started once and shared by all tests of this
 * process, with which it ends. Thread-safe.
 */
public final class Chromium {
    /** Environment variable that names the program where it is not on the path. */
    public static final String VARIABLE = "FRESHET_TEST_CHROMIUM";

    /** What a test says that is skipped because there is none. */
    public static final String ABSENT =
            "SKIPPED: no Chromium found for the tests in a browser; install one (Debian: apt-get"
                    + " install chromium) or name it in "
                    + VARIABLE;

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration START = Duration.ofSeconds(40);
    private static Chromium running;

    private final DevTools devTools;

    private Chromium(DevTools devTools) {
        this.devTools = devTools;
    }

    /** The program, where there is one. */
    public static Optional<Path> program() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The shared browser, started where it does not run yet.
     *
     * @throws java.util.NoSuchElementException where there is no {@link #program()}
     */
    public static synchronized Chromium shared() {
        if (running == null) {
            running = start(program().orElseThrow());
        }
        return running;
    }

    /**
     * A page with cookies and storage of its own, 1440 by 900 pixels.
     *
     * @param origin what its paths are relative to, such as {@code http://127.0.0.1:8080}
     */
    public Page open(String origin) {
        String context =
                devTools.call(null, "Target.createBrowserContext", new JsonObject())
                        .getString("browserContextId");
        JsonObject wanted =
                new JsonObject().put("url", "about:blank").put("browserContextId", context);
        String target = devTools.call(null, "Target.createTarget", wanted).getString("targetId");
        JsonObject attach = new JsonObject().put("targetId", target).put("flatten", true);
        String session =
                devTools.call(null, "Target.attachToTarget", attach).getString("sessionId");
        return new Page(devTools, session, context, origin);
    }

    private static Chromium start(Path program) {
        try {
            Path profile = Files.createTempDirectory("forage-chromium");
            ChildProcess process =
                    ChildProcess.start(
                            List.of(
                                    program.toString(),
                                    "--headless=new",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--disable-dev-shm-usage",
                                    "--hide-scrollbars",
                                    "--remote-debugging-port=0",
                                    "--user-data-dir=" + profile));
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> end(process, profile), "freshet-test-browser"));
            return new Chromium(new DevTools(address(process, profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The browser writes where it listens into its profile. */
    private static URI address(ChildProcess process, Path profile) throws IOException {
        Path told = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            pause(Duration.ofMillis(50));
        }
        throw new IllegalStateException(
                "The browser did not start within %s; it wrote:%n%s"
                        .formatted(START, process.output()));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(ChildProcess process, Path profile) {
        process.close();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.printf("Freshet tests could not remove %s: %s%n", profile, e);
        }
    }
}
