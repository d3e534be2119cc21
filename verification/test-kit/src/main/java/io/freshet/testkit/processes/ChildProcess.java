package io.freshet.testkit.processes;

import io.freshet.embedded.DeathWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that a test starts, watches and ends. It ends when this process ends at the latest, be
 * that orderly or not. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

    private static final String JAVA_OPTIONS = "freshet.test.java-options";
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(2);
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Thread end =
                new Thread(
                        () -> RUNNING.forEach(ChildProcess::destroyTree), "freshet-test-children");
        Runtime.getRuntime().addShutdownHook(end);
    }

    private final List<String> command;
    private final Process process;
    private final DeathWatch watch;
    private final OutputLines output = new OutputLines();

    private ChildProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.watch = DeathWatch.over(process.pid());
        output.collect(process.getInputStream(), "output of " + process.pid());
        RUNNING.add(this);
    }

    /** Starts {@code command} in this process's folder and environment. */
    public static ChildProcess start(List<String> command) {
        return start(command, Map.of(), Path.of("."));
    }

    /**
     * Starts a command.
     *
     * @param command the program and its arguments
     * @param environment variables that are added to those of this process
     * @param folder the folder that it works in
     */
    public static ChildProcess start(
            List<String> command, Map<String, String> environment, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        try {
            return new ChildProcess(List.copyOf(command), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /**
     * The command that runs {@code arguments} on the Java that runs this process, with the options
     * that system property {@value #JAVA_OPTIONS} names for short-lived processes, if it is set.
     */
    public static List<String> java(List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Pattern.compile("\\s+")
                .splitAsStream(System.getProperty(JAVA_OPTIONS, ""))
                .filter(option -> !option.isEmpty())
                .forEach(all::add);
        all.addAll(arguments);
        return all;
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output and error, the latest 20,000 lines. */
    public String output() {
        return output.text();
    }

    /**
     * Waits for a line of its output, or takes one that was written before.
     *
     * @return the match in the first line in which {@code pattern} is found
     * @throws AssertionError with the output when no such line comes within {@code limit}, or the
     *     process ends without
     */
    public Matcher awaitLine(Pattern pattern, Duration limit) {
        return interruptibly(() -> output.await(pattern, limit))
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "%s wrote no line with %s within %s; it wrote:%n%s"
                                                .formatted(command, pattern, limit, output())));
    }

    /**
     * Waits for its end, and for what it wrote before.
     *
     * @return the exit code
     * @throws AssertionError with the output when it still runs after {@code limit}
     */
    public int awaitExit(Duration limit) {
        int exit = ended(limit);
        interruptibly(
                () -> {
                    // what it started may live on, and hold its output open
                    output.awaitEnd(OUTPUT_LIMIT);
                    return exit;
                });
        return exit;
    }

    private int ended(Duration limit) {
        if (!interruptibly(() -> process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))) {
            throw new AssertionError(
                    "%s runs on after %s; it wrote:%n%s".formatted(command, limit, output()));
        }
        return process.exitValue();
    }

    /** Asks it to end (SIGTERM); does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Kills it (-9), but not what it started, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        ended(END_LIMIT);
        watch.close();
        RUNNING.remove(this);
    }

    /** Stops it in its tracks (SIGSTOP) until {@link #thaw()}; not on Windows. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on after {@link #freeze()}. */
    public void thaw() {
        signal("-CONT");
    }

    /** Kills it with all that it started, and waits until it is gone. */
    @Override
    public void close() {
        destroyTree();
        ended(END_LIMIT);
        watch.close();
        RUNNING.remove(this);
    }

    private void destroyTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(pid())).start();
            if (interruptibly(kill::waitFor) != 0) {
                throw new IllegalStateException("cannot send " + signal + " to " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private static <T> T interruptibly(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a child process", e);
        }
    }
}
