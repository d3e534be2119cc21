package io.freshet.launcher.run;

import io.freshet.charts.http.RequestTargets;
import io.freshet.commandline.CommandFailure;
import io.freshet.configuration.AlertsConfig;
import io.freshet.runtime.StartListener;
import io.freshet.runtime.StartProblem;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All services in this JVM, from start to end. What they need beside them is closed after they have
 * ended, also on Ctrl-C and SIGTERM.
 */
public final class ServicesRun {

    private static final long END_LIMIT_SECONDS = 15;

    private final String address;
    private final AutoCloseable surroundings;
    private final StartListener listener;
    private final Optional<AlertsConfig> alerts;
    private final CountDownLatch toldToEnd = new CountDownLatch(1);
    private volatile Application ending;
    private boolean closed;

    /**
     * @param address where charts will be served, such as {@code http://127.0.0.1:8080}
     * @param surroundings what to close when the services have ended
     */
    public ServicesRun(String address, AutoCloseable surroundings) {
        this(address, surroundings, StartListener.NOBODY, Optional.empty());
    }

    /**
     * As above.
     *
     * @param listener learns how the start went
     * @param alerts whom it may tell
     */
    ServicesRun(
            String address,
            AutoCloseable surroundings,
            StartListener listener,
            Optional<AlertsConfig> alerts) {
        this.address = address;
        this.surroundings = surroundings;
        this.listener = listener;
        this.alerts = alerts;
    }

    /**
     * Runs until the process is told to end, or the time is over; blocks.
     *
     * @param readiness runs beside the services and says when they are ready
     * @param limit how long to run after being ready; for ever where empty
     * @return the exit status
     */
    public int run(Readiness readiness, Optional<Duration> limit) {
        Thread hook = new Thread(this::endServices, "freshet-end");
        Runtime.getRuntime().addShutdownHook(hook);
        AtomicInteger status = new AtomicInteger();
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                readiness.await(address);
                                listener.started(alerts);
                                if (limit.isPresent()) {
                                    TimeUnit.MILLISECONDS.sleep(limit.get().toMillis());
                                    Quarkus.asyncExit(0);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (CommandFailure e) {
                                System.err.println("freshet: " + e.getMessage());
                                listener.failed(alerts, e.getMessage());
                                Quarkus.asyncExit(1);
                            }
                        },
                        "freshet-ready");
        watch.setDaemon(true);
        watch.start();
        RequestTargets.leaveToRoutes();
        Quarkus.run(
                null,
                (code, error) -> {
                    if (error == null) {
                        ending = Application.currentApplication();
                    } else {
                        String reason = StartProblem.reason(error);
                        System.err.println("freshet: cannot start: " + reason);
                        listener.failed(alerts, reason);
                    }
                    toldToEnd.countDown();
                    status.set(code);
                });
        watch.interrupt();
        // On a signal the services are still being ended by then, in another thread.
        endServices();
        return status.get();
    }

    private void endServices() {
        try {
            if (toldToEnd.await(END_LIMIT_SECONDS, TimeUnit.SECONDS) && ending != null) {
                ending.awaitShutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            surroundings.close();
        } catch (Exception e) {
            System.err.println("freshet: " + e.getMessage());
        }
    }
}
