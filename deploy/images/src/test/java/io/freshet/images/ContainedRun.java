package io.freshet.images;

import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The files of an image, run as a container engine does: in a root of their own that cannot be
 * written, as the image's user, with its entry point and environment and nothing else of this
 * process's. The folders of the machine that a base has, Java among them, stand in for it.
 */
final class ContainedRun implements AutoCloseable {

    /** Enough for a busy machine: it takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Pattern PROCESS = Pattern.compile("^process (\\d+)$");

    /** Mounts, in a name space that ends with the process; then becomes the image's user. */
    private static final String SCRIPT =
            """
            set -e
            root=$1 user=$2 java=$3; shift 3
            mount --bind "$root" "$root"
            for folder in bin lib lib64 usr etc dev "$java"; do
              folder=/${folder#/}
              [ -d "$folder" ] || continue
              mkdir -p "$root$folder"
              mount --rbind "$folder" "$root$folder"
            done
            mkdir -p "$root/tmp" "$root/proc"
            mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
            mount -t proc proc "$root/proc"
            mount -o remount,bind,ro "$root"
            echo "process $$"
            exec chroot --userspec="$user" "$root" env -i "$@"
            """;

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
     * Starts it; returns at once.
     *
     * @param root its files
     * @param config how the image says that it is run
     */
    static ContainedRun start(Path root, Map<String, Object> config) throws IOException {
        WebPorts ports = WebPorts.free();
        String java = System.getProperty("java.home");
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", SCRIPT, "contained"));
        command.add(root.toString());
        command.add(config.get("User").toString());
        command.add(java);
        for (Object variable : (List<?>) config.get("Env")) {
            command.add(
                    variable.toString().startsWith("PATH=")
                            ? variable + ":" + java + "/bin"
                            : variable.toString());
        }
        command.add("FRESHET_HTTP_PORT=" + ports.charts().number());
        command.add("FRESHET_HTTP_MANAGEMENT_PORT=" + ports.management().number());
        // Where nobody listens: what a service is without others is told by itself.
        command.add("FRESHET_BROKER_URL=amqp://nobody:nothing@127.0.0.1:1");
        command.add("FRESHET_WAREHOUSE_URL=postgresql://127.0.0.1:1/nothing");
        command.add("FRESHET_WAREHOUSE_USERNAME=nobody");
        for (Object word : (List<?>) config.get("Entrypoint")) {
            command.add(word.toString());
        }
        return new ContainedRun(ChildProcess.start(command, Map.of(), Path.of(".")), ports);
    }

    /** Waits until the service says that it is alive. */
    void awaitAlive() throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!isAlive()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("it is never alive; it wrote:\n" + process.output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isAlive() {
        try {
            return ports.charts().isWell("/q/health/live");
        } catch (UncheckedIOException e) {
            // It does not listen yet.
            return false;
        }
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

    private Path processFolder() {
        return Path.of("/proc", process.awaitLine(PROCESS, LIMIT).group(1));
    }

    @Override
    public void close() {
        process.close();
    }
}
