package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.SourceKind;
import io.freshet.benchmarks.harness.SurveyKind;
import io.freshet.commandline.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One writer per source, all on one schedule. */
public final class Writers {

    private static final long SEED = 20_260_101;
    private static final Duration LEAD = Duration.ofMillis(100);

    private final long measuredFrom;
    private final List<SourceWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Writers(long measuredFrom) {
        this.measuredFrom = measuredFrom;
    }

    /** Starts such as write answers of a survey. */
    public static Writers start(
            Collection<SourceLog> logs,
            double commits,
            int rowsPerCommit,
            Duration warmUp,
            Duration measured) {
        return start(logs, new SurveyKind(), commits, rowsPerCommit, warmUp, measured);
    }

    /**
     * Starts them.
     *
     * @param commits per second over all sources
     * @param warmUp how long they write before anything is measured
     * @param measured how long they write from then on
     */
    public static Writers start(
            Collection<SourceLog> logs,
            SourceKind kind,
            double commits,
            int rowsPerCommit,
            Duration warmUp,
            Duration measured) {
        long begin = System.nanoTime() + LEAD.toNanos();
        Writers all = new Writers(begin + warmUp.toNanos());
        for (SourceLog log : logs) {
            SourceWriter writer =
                    new SourceWriter(
                            log,
                            kind,
                            commits / logs.size(),
                            rowsPerCommit,
                            begin,
                            all.measuredFrom + measured.toNanos(),
                            SEED + all.writers.size());
            Thread thread = new Thread(writer, "bench writer " + log.source().name());
            thread.setDaemon(true);
            thread.start();
            all.writers.add(writer);
            all.threads.add(thread);
        }
        return all;
    }

    /** From when on commits count, as {@link System#nanoTime()}. */
    public long measuredFrom() {
        return measuredFrom;
    }

    /** Blocks until the warm-up is over. */
    public void awaitMeasuring() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(measuredFrom - System.nanoTime());
    }

    /** Blocks until all is written; fails where a writer could not go on. */
    public void awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        for (SourceWriter writer : writers) {
            if (writer.failure() != null) {
                throw new CommandFailure("a writer failed: " + writer.failure(), writer.failure());
            }
        }
    }

    /** Blocks until everything committed is shown, or the limit is reached. */
    public static void settle(Collection<SourceLog> logs, Duration limit)
            throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (logs.stream().anyMatch(log -> log.outstanding() > 0) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
