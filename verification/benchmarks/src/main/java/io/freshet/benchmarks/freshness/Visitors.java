package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.commandline.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Asks for the charts in turn, so many times a second, over a few connections. */
final class Visitors {

    private static final int CONNECTIONS = 4;
    private static final List<String> CHARTS =
            List.of("submissions", "submissions-over-time", "escs", "learning-hours-per-week");

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean ended;
    private volatile IOException failure;

    private Visitors() {}

    static Visitors start(int port, double perSecond) {
        Visitors visitors = new Visitors();
        for (int number = 0; perSecond > 0 && number < CONNECTIONS; number++) {
            Thread thread =
                    new Thread(
                            () -> visitors.visit(port, perSecond / CONNECTIONS),
                            "bench visitor " + number);
            thread.setDaemon(true);
            thread.start();
            visitors.threads.add(thread);
        }
        return visitors;
    }

    private void visit(int port, double perSecond) {
        long pause = (long) (1e9 / perSecond);
        try (HttpLine http = new HttpLine(port)) {
            long due = System.nanoTime();
            for (int next = 0; !ended; next++) {
                http.get("/charts/" + CHARTS.get(next % CHARTS.size()), "");
                answers.incrementAndGet();
                due += pause;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Ends them; gives how many answers they got. */
    long close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure != null) {
            throw new CommandFailure("a visitor failed: " + failure, failure);
        }
        return answers.get();
    }
}
