package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.report.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients as one wishes for: a few connections that ask at a steady rate, and newcomers that
 * connect for a single request. An answer's time counts from when it was due to be asked for, so
 * that a server that stands still is not asked less.
 */
final class NormalLoad implements AutoCloseable {

    /** Each asks again when it is due and has its answer, so that few would wait for themselves. */
    private static final int CONNECTIONS = 50;

    private static final int NEWCOMERS_PER_SECOND = 20;
    private static final List<String> PATHS =
            List.of(
                    "/charts/submissions",
                    "/charts/submissions-over-time",
                    "/charts/escs",
                    "/charts/learning-hours-per-week");

    /**
     * What it was like during some time.
     *
     * @param answers of all who ask
     * @param newcomers those of newcomers alone, connecting included
     * @param failures requests without a good answer
     */
    record Experience(Distribution answers, Distribution newcomers, long failures) {

        Experience() {
            this(new Distribution(), new Distribution(), 0);
        }
    }

    private interface Visit {
        int status(int number) throws IOException;
    }

    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    private volatile Experience experience = new Experience();
    private volatile boolean ended;

    private NormalLoad(int port) {
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param perSecond requests per second on connections that are kept
     */
    static NormalLoad start(int port, double perSecond) {
        NormalLoad load = new NormalLoad(port);
        for (int number = 0; number < CONNECTIONS; number++) {
            load.thread("bench visitor " + number, () -> load.visit(perSecond / CONNECTIONS));
        }
        load.thread("bench newcomer", load::comeAnew);
        return load;
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void visit(double perSecond) {
        HttpLine[] line = new HttpLine[1];
        repeat(
                perSecond,
                number -> {
                    try {
                        if (line[0] == null) {
                            line[0] = new HttpLine(port);
                        }
                        return line[0].get(PATHS.get(number % PATHS.size()), "").status();
                    } catch (IOException e) {
                        close(line[0]);
                        line[0] = null;
                        throw e;
                    }
                },
                false);
        close(line[0]);
    }

    private void comeAnew() {
        repeat(
                NEWCOMERS_PER_SECOND,
                number -> {
                    try (HttpLine line = new HttpLine(port)) {
                        return line.get(PATHS.get(number % PATHS.size()), "").status();
                    }
                },
                true);
    }

    private void repeat(double perSecond, Visit visit, boolean newcomer) {
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        long due = System.nanoTime();
        Experience told = experience;
        for (int number = 0; !ended; number++) {
            Experience now = experience;
            if (!now.equals(told)) {
                // what was late before is not late now
                told = now;
                due = System.nanoTime();
            }
            try {
                if (visit.status(number) != 200) {
                    failures.incrementAndGet();
                }
            } catch (IOException e) {
                failures.incrementAndGet();
            }
            long took = System.nanoTime() - due;
            now.answers().record(took);
            if (newcomer) {
                now.newcomers().record(took);
            }
            due += pause;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static void close(HttpLine line) {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    /** What it was like since this was asked last, or since the start. */
    Experience sinceLast() {
        Experience last = experience;
        experience = new Experience();
        return new Experience(last.answers(), last.newcomers(), failures.getAndSet(0));
    }

    @Override
    public void close() {
        ended = true;
        threads.forEach(Ended::await);
    }
}
