package io.freshet.lake.service;

import io.freshet.configuration.FreshetConfig;
import io.freshet.lake.commit.LakeBounds;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.lake.settings.LakeSettings;
import io.freshet.lake.store.LakeStore;
import io.freshet.lake.store.LakeStores;
import io.freshet.runtime.VitalThread;
import io.freshet.runtime.retry.Backoff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the lake's thread where the configuration has a lake. */
@ApplicationScoped
class LakeService {

    private static final Logger LOG = Logger.getLogger(LakeService.class);
    private static final String NO_TABLE = "42P01";

    private final FreshetConfig config;
    private final LakeSettings settings;
    private final LakeMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile String failure = "";

    LakeService(FreshetConfig config, LakeSettings settings, LakeMetrics metrics) {
        this.config = config;
        this.settings = settings;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        if (config.lake().isEmpty() || config.warehouse().isEmpty()) {
            return;
        }
        thread = VitalThread.of("lake", this::run);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            // What waits is woken; what is under way goes on by its plan at the next start.
            running.interrupt();
            running.join(LakeLimits.STOP.toMillis());
        }
    }

    /** Whether it does what it is configured to do. */
    boolean isAlive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    /** What failed last; empty where the last attempt went well. */
    String failure() {
        return failure;
    }

    private void run() {
        LakeBounds bounds =
                new LakeBounds(
                        settings.commitBytes(),
                        settings.commitRows(),
                        settings.objectBytes(),
                        settings.compactAfter(),
                        settings.retention());
        try (LakeStore store = LakeStores.open(config.lake().orElseThrow());
                ArchiveRound round =
                        new ArchiveRound(
                                config,
                                store,
                                bounds,
                                metrics,
                                Clock.systemUTC(),
                                () -> stopped.getCount() == 0)) {
            LOG.infof("The lake is %s", store.location());
            Backoff backoff = new Backoff(LakeLimits.SHORTEST_RETRY, LakeLimits.LONGEST_RETRY);
            Instant said = Instant.MIN;
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round.run();
                    if (!failure.isEmpty()) {
                        LOG.info("The lake works again");
                    }
                    failure = "";
                    backoff.reset();
                    pause = settings.interval();
                } catch (RuntimeException e) {
                    round.forget();
                    failure = e.getMessage() == null ? e.toString() : e.getMessage();
                    if (said.plus(LakeLimits.BETWEEN_MESSAGES).isBefore(Instant.now())) {
                        tell(e);
                        said = Instant.now();
                    }
                    pause = Duration.ofMillis(backoff.nextMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(RuntimeException failed) {
        boolean tooEarly =
                failed.getCause() instanceof SQLException refused
                        && NO_TABLE.equals(refused.getSQLState());
        if (tooEarly) {
            LOG.info("Waiting for the aggregator to make Freshet's tables in the warehouse");
        } else {
            LOG.warnf("Archiving fails, will be tried again: %s", failure);
        }
    }
}
