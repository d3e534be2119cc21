package io.freshet.forage.browser;

import io.vertx.core.json.JsonObject;
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

/** The Chromium of this machine without a window, started once and shared by all tests. */
final class Chromium {
    /** Environment variable that names the program where it is not on the path. */
    static final String VARIABLE = "FRESHET_TEST_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration START = Duration.ofSeconds(40);
    private static Chromium running;

    private final DevTools devTools;

    private Chromium(DevTools devTools) {
        this.devTools = devTools;
    }

    /** The program, where there is one. */
    static Optional<Path> program() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The shared browser; ends with this process. */
    static synchronized Chromium shared() {
        if (running == null) {
            running = start(program().orElseThrow());
        }
        return running;
    }

    /** A page with cookies and storage of its own. */
    Page open(String origin) {
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
            Process process =
                    new ProcessBuilder(
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
                                    "--user-data-dir=" + profile)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, profile)));
            return new Chromium(new DevTools(address(process, profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The browser writes where it listens into its profile. */
    private static URI address(Process process, Path profile) throws IOException {
        Path told = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            pause(Duration.ofMillis(50));
        }
        throw new IllegalStateException("The browser did not start within " + START);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process process, Path profile) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
            }
        } catch (IOException | InterruptedException e) {
            // what is left lies in the system's folder for temporary files
            Thread.currentThread().interrupt();
        }
    }
}
