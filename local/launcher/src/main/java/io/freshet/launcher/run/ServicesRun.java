package io.freshet.launcher.run;

import io.freshet.charts.http.RequestTargets;
import io.freshet.commandline.CommandFailure;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

    private final int port;
    private final AutoCloseable surroundings;
    private final CountDownLatch toldToEnd = new CountDownLatch(1);
    private volatile Application ending;
    private boolean closed;

    /**
     * @param port the web port that the services will listen on
     * @param surroundings what to close when the services have ended
     */
    public ServicesRun(int port, AutoCloseable surroundings) {
        this.port = port;
        this.surroundings = surroundings;
    }

    /**
     * Fails where the web port is taken, before anything is started.
     *
     * @param key where the user can choose another
     * @throws CommandFailure with what to do about it
     */
    public static void requireFree(int port, String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress((InetAddress) null, port));
        } catch (IOException e) {
            throw new CommandFailure(
                    "port %d is in use; stop what listens there or choose another with %s"
                            .formatted(port, key),
                    e);
        }
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
                                readiness.await(port);
                                if (limit.isPresent()) {
                                    TimeUnit.MILLISECONDS.sleep(limit.get().toMillis());
                                    Quarkus.asyncExit(0);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (CommandFailure e) {
                                System.err.println("freshet: " + e.getMessage());
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
                        System.err.println("freshet: cannot start: " + rootMessage(error));
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

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
