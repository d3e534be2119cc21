package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.freshness.SourceLog;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.commandline.CommandFailure;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a {@link CountServer} again and again how many rows it shows. */
final class CountProber implements AutoCloseable {

    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

    private final Thread thread;
    private volatile boolean ended;
    private volatile Exception failure;

    private CountProber(int port, SourceLog log, long pauseMicros) {
        thread = new Thread(() -> ask(port, log, pauseMicros), "bench prober");
        thread.setDaemon(true);
    }

    static CountProber start(int port, SourceLog log, long pauseMicros) {
        CountProber prober = new CountProber(port, log, pauseMicros);
        prober.thread.start();
        return prober;
    }

    private void ask(int port, SourceLog log, long pauseMicros) {
        try (HttpLine http = new HttpLine(port)) {
            while (!ended) {
                Matcher count = COUNT.matcher(http.get(CountServer.PATH, "").body());
                long answered = System.nanoTime();
                if (count.find()) {
                    log.shown(Long.parseLong(count.group(1)), answered);
                }
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Fails where it could not ask up to now. */
    void check() {
        if (failure != null) {
            throw new CommandFailure("asking the peer failed: " + failure, failure);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
