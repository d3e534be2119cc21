package io.freshet.runtime.alerts;

import io.freshet.configuration.AlertKind;
import io.freshet.configuration.AlertsConfig;
import io.freshet.runtime.StartListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tells people that a service cannot start, once per interval however often it is started again,
 * and once that it has started. What it remembers from one start to the next is a file in the
 * folder for temporary files, as nothing else may answer. Blocks.
 */
public final class StartAlerts implements StartListener {

    private static final String FILE = "freshet-start-%s.failed";

    private final String service;
    private final Path folder;
    private final Clock clock;
    private final Consumer<String> log;

    /**
     * @param service how messages call what starts
     * @param log takes a line where a message was not sent
     */
    public StartAlerts(String service, Consumer<String> log) {
        this(service, Path.of(System.getProperty("java.io.tmpdir")), Clock.systemUTC(), log);
    }

    StartAlerts(String service, Path folder, Clock clock, Consumer<String> log) {
        this.service = service;
        this.folder = folder;
        this.clock = clock;
        this.log = log;
    }

    /** Returns after {@link AlertLimits#START_FAILURE} at the latest. */
    @Override
    public void failed(Optional<AlertsConfig> config, String reason) {
        Optional<AlertsConfig> told = wanted(config);
        if (told.isPresent() && note(told.get().interval())) {
            send(
                    told.get(),
                    new AlertMessage(
                            "Freshet: %s did not start".formatted(service),
                            "%s did not start: %s\n\nThis is told once in %d min at the most, and once when it has started."
                                    .formatted(
                                            service, reason, told.get().interval().toMinutes())));
        }
    }

    /** Returns at the latest as {@link #failed} does. */
    @Override
    public void started(Optional<AlertsConfig> config) {
        try {
            if (Files.deleteIfExists(file())) {
                wanted(config)
                        .ifPresent(
                                told ->
                                        send(
                                                told,
                                                new AlertMessage(
                                                        "Freshet: %s has started"
                                                                .formatted(service),
                                                        "%s did not start before, and has started now."
                                                                .formatted(service))));
            }
        } catch (IOException e) {
            log.accept("cannot delete %s: %s".formatted(file(), e));
        }
    }

    private static Optional<AlertsConfig> wanted(Optional<AlertsConfig> config) {
        return config.filter(alerts -> alerts.on().contains(AlertKind.FAILED_START));
    }

    /** Whether it is time to tell; notes that it is told. */
    private boolean note(Duration interval) {
        Path file = file();
        try {
            Instant now = clock.instant();
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(interval))) {
                return false;
            }
            // Made anew: where others may write to the folder it is no link of theirs.
            Files.deleteIfExists(file);
            Files.createFile(file);
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            // Told too often is better than never.
            log.accept("cannot write %s, so that this may be told often: %s".formatted(file, e));
        }
        return true;
    }

    private Path file() {
        return folder.resolve(
                FILE.formatted(service.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-")));
    }

    private void send(AlertsConfig config, AlertMessage message) {
        Vertx vertx = Vertx.vertx();
        try {
            AlertSender sender = new AlertSender(vertx);
            List<Future<String>> sent =
                    sender.ways(config).stream().map(way -> sender.send(way, message)).toList();
            Future.join(sent)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(AlertLimits.START_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            log.accept("an alert was not sent: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            log.accept("an alert was not sent in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            vertx.close();
        }
    }
}
