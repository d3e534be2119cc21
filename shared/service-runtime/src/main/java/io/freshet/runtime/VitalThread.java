package io.freshet.runtime;

import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Threads without which a process is of no use. What they expect to fail they deal with; should one
 * die nevertheless, the process ends, so that whoever supervises it starts it again: Kubernetes,
 * systemd, {@code ./freshet up}.
 */
public final class VitalThread {

    /** The exit status of a process that ended for want of a thread. */
    public static final int STATUS = 70;

    private static final Logger LOG = Logger.getLogger(VitalThread.class);
    private static final Duration ORDERLY_END = Duration.ofSeconds(20);

    private VitalThread() {}

    /** Makes one that does not keep the process from ending; it is not started. */
    public static Thread of(String name, Runnable work) {
        return of(name, work, VitalThread::endProcess);
    }

    /**
     * As above.
     *
     * @param death what to do when it has died
     */
    static Thread of(String name, Runnable work, Runnable death) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dying, failure) -> {
                    LOG.errorf(
                            failure,
                            "Thread %s died, without which nothing goes on: this process ends, and"
                                    + " is to be started again",
                            dying.getName());
                    death.run();
                });
        return thread;
    }

    private static void endProcess() {
        Thread impatience =
                new Thread(
                        () -> {
                            try {
                                TimeUnit.MILLISECONDS.sleep(ORDERLY_END.toMillis());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(STATUS);
                        },
                        "freshet-impatience");
        impatience.setDaemon(true);
        impatience.start();
        Quarkus.asyncExit(STATUS);
    }
}
