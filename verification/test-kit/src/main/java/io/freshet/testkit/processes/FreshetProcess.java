package io.freshet.testkit.processes;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A service or {@code ./freshet up} as a process that can be killed, frozen and started again. Not
 * thread-safe; what waits blocks.
 */
public final class FreshetProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration END_LIMIT = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile("^ready$");
    private static final Pattern LIVE = Pattern.compile("\"status\":\"live\"");

    private final Program program;
    private final WebPorts ports;
    private ChildProcess process;

    private FreshetProcess(Program program, WebPorts ports) {
        this.program = program;
        this.ports = ports;
        start();
    }

    /**
     * Starts it; returns at once.
     *
     * @param ports where it answers
     */
    public static FreshetProcess start(Program program, WebPorts ports) {
        return new FreshetProcess(program, ports);
    }

    /** Starts it again after {@link #kill()}; returns at once. */
    public void start() {
        startWith(List.of());
    }

    /** The same with further options for Java. */
    public void startWith(List<String> java) {
        process = program.withJava(java).start();
    }

    /** Waits until it prints {@code ready}, as commands do. */
    public void awaitReady() {
        process.awaitLine(READY, START_LIMIT);
    }

    /**
     * Waits until its health says that it is ready, as services do.
     *
     * @throws AssertionError with its output where it ends, or is not ready in minutes
     */
    public void awaitHealthy() throws InterruptedException {
        await("is ready", () -> ports.charts().isWell("/q/health/ready"));
    }

    /** Waits until this many sources are tailed and nothing of them waits to be read. */
    public void awaitLive(int sources) throws InterruptedException {
        await(
                "has %d live sources".formatted(sources),
                () -> LIVE.matcher(get("/charts/freshness")).results().count() >= sources);
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) throws InterruptedException {
        long until = System.nanoTime() + START_LIMIT.toNanos();
        while (!holds(condition)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError(
                        "%s never %s; it wrote:%n%s".formatted(program.module(), what, output()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (UncheckedIOException e) {
            // It does not listen yet.
            return false;
        }
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

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Its port for everybody. */
    public WebPort port() {
        return ports.charts();
    }

    /** Its port for operators. */
    public WebPort management() {
        return ports.management();
    }

    /** The body that it answers with, whatever the status. */
    public String get(String path) {
        return ports.charts().get(path);
    }

    /** What it wrote lately. */
    public String output() {
        return process.output();
    }

    /** Waits for a line of its output, or takes one that was written before. */
    public void awaitLine(Pattern pattern, Duration limit) {
        process.awaitLine(pattern, limit);
    }

    /** Asks it to end (SIGTERM) and waits until it has, in good order. */
    public void end() {
        process.terminate();
        try {
            process.awaitExit(END_LIMIT);
        } finally {
            process.close();
        }
    }

    /** Kills it with all that it started. */
    @Override
    public void close() {
        process.close();
    }
}
