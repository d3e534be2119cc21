package io.freshet.testkit;

import io.freshet.testkit.processes.ChildProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An embedded broker of one test's own, in a process of its own, which the test may kill and
 * restart; it loses all queues and messages then. Thread-safe.
 */
public final class ThrowawayBroker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile(BrokerProcess.READY + "(\\S+)");

    private ChildProcess process;
    private String url;

    private ThrowawayBroker() {
        run(0);
    }

    /** Starts one on a free port. */
    public static ThrowawayBroker start() {
        return new ThrowawayBroker();
    }

    /** The broker, as tests use it; the same after a restart. */
    public synchronized TestBroker server() {
        return describe(url);
    }

    static TestBroker describe(String url) {
        return new TestBroker(url, ServerKind.EMBEDDED, "Qpid Broker-J");
    }

    /** Kills the broker (-9) and waits until it is gone; {@link #restart()} brings it back. */
    public synchronized void kill() {
        process.kill();
    }

    /** Starts the broker again on the same port, after {@link #kill()}. */
    public synchronized void restart() {
        run(URI.create(url).getPort());
    }

    /** Ends the broker. */
    @Override
    public synchronized void close() {
        process.close();
    }

    private void run(int port) {
        process =
                ChildProcess.start(
                        ChildProcess.java(
                                List.of(
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        BrokerProcess.class.getName(),
                                        Integer.toString(port))));
        url = process.awaitLine(READY, START_LIMIT).group(1);
    }
}
