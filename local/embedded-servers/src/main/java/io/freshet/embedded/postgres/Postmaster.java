package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.postgres.PostgresCommand.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts and stops the server process of a data folder. The caller holds the folder's lock. */
final class Postmaster {

    private static final Logger LOG = System.getLogger(Postmaster.class.getName());
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 30;
    private static final int LOG_TAIL_LINES = 12;

    private final PostgresFolder folder;
    private final PostgresCommand command;

    Postmaster(PostgresFolder folder, PostgresCommand command) {
        this.folder = folder;
        this.command = command;
    }

    /** Starts the server and waits until it takes connections; returns its process number. */
    long start(int port) {
        keepLastLog();
        Outcome outcome =
                pgCtl("start", START_SECONDS, List.of("-l", folder.log().toString(), "-s"));
        Optional<PostmasterFile> running = PostmasterFile.read(folder.cluster());
        if (outcome.succeeded() && running.isPresent()) {
            return running.get().pid();
        }
        EmbeddedServerException failure = startFailed(port, outcome);
        if (running.flatMap(PostmasterFile::process).isPresent()) {
            stop();
        }
        throw failure;
    }

    /**
     * Stops the server if it runs: its clients are cut off, its data is written. Does nothing when
     * it does not.
     */
    void stop() {
        Optional<PostmasterFile> file = PostmasterFile.read(folder.cluster());
        Optional<ProcessHandle> process = file.flatMap(PostmasterFile::process);
        if (process.isEmpty() || !file.get().isServer(process.get())) {
            return;
        }
        pgCtl("stop", STOP_SECONDS, List.of("-m", "fast", "-s"));
        if (!ended(process.get(), Duration.ofSeconds(2))) {
            // It recovers from its log at the next start.
            pgCtl("stop", STOP_SECONDS, List.of("-m", "immediate", "-s"));
        }
        if (!ended(process.get(), Duration.ofSeconds(STOP_SECONDS))) {
            throw new EmbeddedServerException(
                    Reason.STOP_FAILED,
                    "Postgres (process %d, data in %s) does not end; end it by hand."
                            .formatted(process.get().pid(), folder.root()));
        }
    }

    /** Clears away what a run left that did not end by itself: its server, or its pid file. */
    void stopOrphan() {
        Optional<PostmasterFile> file = PostmasterFile.read(folder.cluster());
        Optional<ProcessHandle> process = file.flatMap(PostmasterFile::process);
        if (process.isEmpty()) {
            return;
        }
        if (file.get().isServer(process.get())) {
            LOG.log(
                    Level.INFO,
                    "stopping Postgres (process {0}) of an earlier run that was killed",
                    Long.toString(process.get().pid()));
            stop();
        } else if (process.get().info().command().isPresent()) {
            forgetStalePidFile();
        } else {
            throw new EmbeddedServerException(
                    Reason.DATA_FOLDER_IN_USE,
                    "%s names process %d, of which this user may not see what it is. If it is no Postgres, delete that file."
                            .formatted(PostmasterFile.path(folder.cluster()), process.get().pid()));
        }
    }

    private void forgetStalePidFile() {
        try {
            // Its number now belongs to another program, for which Postgres would refuse to start.
            Files.deleteIfExists(PostmasterFile.path(folder.cluster()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete a stale postmaster.pid", e);
        }
    }

    private Outcome pgCtl(String action, int seconds, List<String> arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                action,
                                "-D",
                                folder.cluster().toString(),
                                "-w",
                                "-t",
                                Integer.toString(seconds)));
        all.addAll(arguments);
        return command.run(Duration.ofSeconds(seconds + 10L), "pg_ctl", all);
    }

    private EmbeddedServerException startFailed(int port, Outcome outcome) {
        String tail = logTail();
        if (tail.contains("could not bind") || tail.contains("could not create any TCP/IP")) {
            return new EmbeddedServerException(
                    Reason.PORT_BUSY, "Port %d is taken by another program.".formatted(port));
        }
        return new EmbeddedServerException(
                FreeSpace.isMissingIn(tail) ? Reason.NO_DISK : Reason.START_FAILED,
                "Postgres did not start on %s (%s). The end of its log %s:%n%s"
                        .formatted(folder.cluster(), outcome.output(), folder.log(), tail));
    }

    private void keepLastLog() {
        try {
            if (Files.exists(folder.log())) {
                Files.move(
                        folder.log(),
                        folder.log().resolveSibling("postgres.log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set aside " + folder.log(), e);
        }
    }

    private String logTail() {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(folder.log()), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static boolean ended(ProcessHandle process, Duration limit) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
