package io.freshet.images;

import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A process of an image, run as a container engine does: in a root of its own that cannot be
 * written, as the image's user, with its entry point and environment and nothing else of this
 * process's. The folders of the machine that a base has, Java among them, stand in for it.
 */
final class ContainedRun implements AutoCloseable {

    /** Enough for a busy machine: it takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Pattern PROCESS = Pattern.compile("^process (\\d+)$");

    private final ChildProcess process;
    private final WebPorts ports;

    private ContainedRun(ChildProcess process, WebPorts ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Skips the test where this machine does not let processes have roots of their own. */
    static void assumePossible() throws InterruptedException {
        String reason = "this machine lets no process have a root of its own: images are not run";
        boolean possible;
        try {
            Process trial =
                    new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "x", "/mnt")
                            .redirectErrorStream(true)
                            .start();
            possible = trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            possible = false;
        }
        if (!possible) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(possible, reason);
    }

    /**
     * Starts a service; returns at once. It answers on two free ports of this machine.
     *
     * @param environment what the image's is added to
     */
    static ContainedRun start(UnpackedImage image, Map<String, String> environment) {
        WebPorts ports = WebPorts.free();
        Map<String, String> port =
                Map.of(
                        "FRESHET_HTTP_HOST", "127.0.0.1",
                        "FRESHET_HTTP_PORT", Integer.toString(ports.charts().number()),
                        "FRESHET_HTTP_MANAGEMENT_PORT",
                                Integer.toString(ports.management().number()));
        return new ContainedRun(
                ChildProcess.start(
                        image.command(List.of(port, environment), List.of()),
                        Map.of(),
                        Path.of(".")),
                ports);
    }

    /**
     * Runs a command to its end; blocks.
     *
     * @return the lines that it printed
     * @throws AssertionError with its output where it fails
     */
    static List<String> lines(
            UnpackedImage image, Map<String, String> environment, List<String> arguments) {
        List<String> command = image.command(List.of(environment), arguments);
        try (ChildProcess process = ChildProcess.start(command, Map.of(), Path.of("."))) {
            if (process.awaitExit(LIMIT) != 0) {
                throw new AssertionError(arguments + " wrote:\n" + process.output());
            }
            return process.output()
                    .lines()
                    .filter(line -> !PROCESS.matcher(line).matches())
                    .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                    .toList();
        }
    }

    /** Waits until the service says that it is alive. */
    void awaitAlive() throws InterruptedException {
        await("live");
    }

    /** Waits until the service says that it is ready. */
    void awaitReady() throws InterruptedException {
        await("ready");
    }

    private void await(String probe) throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!isWell(probe)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("never %s; it wrote:%n%s".formatted(probe, output()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isWell(String probe) {
        try {
            return ports.charts().isWell("/q/health/" + probe);
        } catch (UncheckedIOException e) {
            // It does not listen yet.
            return false;
        }
    }

    /** Where it answers. */
    WebPorts ports() {
        return ports;
    }

    /** The number of the user that it is. */
    String user() throws IOException {
        return Files.readAllLines(processFolder().resolve("status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .orElseThrow()
                .split("\\s+", -1)[1];
    }

    /** Whether its root is mounted so that anybody could write there. */
    boolean canWriteRoot() throws IOException {
        return Files.readAllLines(processFolder().resolve("mountinfo")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[4].equals("/"))
                .anyMatch(fields -> List.of(fields[5].split(",")).contains("rw"));
    }

    /** What it has written. */
    String output() {
        return process.output();
    }

    /** Waits until it has written a line that matches. */
    void awaitLine(Pattern line) {
        process.awaitLine(line, LIMIT);
    }

    private Path processFolder() {
        return Path.of("/proc", process.awaitLine(PROCESS, LIMIT).group(1));
    }

    /** Asks it to end (SIGTERM), as container engines do, and waits until it has. */
    int end() {
        process.terminate();
        return process.awaitExit(LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }
}
