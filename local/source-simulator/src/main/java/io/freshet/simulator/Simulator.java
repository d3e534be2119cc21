package io.freshet.simulator;

import io.freshet.simulator.replay.AnswersFile;
import io.freshet.simulator.replay.AnswersReplay;
import io.freshet.simulator.traffic.FleetSettings;
import io.freshet.simulator.traffic.Misbehaviour;
import io.freshet.simulator.traffic.SourceFleet;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The simulator as configured: creates its sources in the background when the program starts,
 * however long the server takes to answer, and writes to them until it ends.
 */
@ApplicationScoped
public class Simulator {
    private static final Logger LOG = Logger.getLogger(Simulator.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);
    private static final double JITTER = 0.3;

    private final SimulatorConfig config;
    private final Vertx vertx;
    private volatile SourceFleet fleet;
    private volatile AnswersReplay replay;
    private volatile String error;
    private volatile boolean ended;

    Simulator(SimulatorConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /** Whether it is switched on. */
    public boolean isEnabled() {
        return config.enabled();
    }

    /** Its sources; empty while they are being created, and when it is switched off. */
    public Optional<SourceFleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /** How it is doing. */
    public FleetStatus status() {
        SourceFleet present = fleet;
        if (present == null) {
            return FleetStatus.starting(error);
        }
        AnswersReplay replaying = replay;
        return FleetStatus.of(
                present.all().status(), replaying == null ? null : replaying.status());
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            if (!config.totesys().enabled()) {
                LOG.info(
                        "The source simulator is off (freshet.simulator.enabled=true switches it on)");
            }
            return;
        }
        FleetSettings settings = ConfiguredFleet.settings(config);
        ConfiguredFleet.checkRates(config);
        Misbehaviour misbehaviour = ConfiguredFleet.misbehaviour(config);
        Optional<AnswersFile> answers = config.responses().file().map(AnswersFile::scan);
        FleetSettings wanted =
                answers.map(file -> AnswersReplay.settings(settings, file)).orElse(settings);
        SourceFleet.create(vertx, wanted)
                .onFailure()
                .invoke(this::note)
                .onFailure(failure -> !ended)
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .withJitter(JITTER)
                .indefinitely()
                .subscribe()
                .with(created -> begin(created, misbehaviour, answers), this::note);
    }

    void stop(@Observes ShutdownEvent event) {
        ended = true;
        if (replay != null) {
            replay.cancel();
        }
        if (fleet != null) {
            try {
                fleet.close().await().atMost(SHUTDOWN_TIMEOUT);
            } catch (TimeoutException e) {
                LOG.warn("The sources' connections were not closed in time");
            }
        }
    }

    private void begin(SourceFleet created, Misbehaviour misbehaviour, Optional<AnswersFile> file) {
        if (ended) {
            created.close().subscribe().with(closed -> {}, this::note);
            return;
        }
        LOG.infof(
                "%d simulated sources on %s",
                created.all().status().size(), created.settings().server().address());
        created.all().misbehave(present -> misbehaviour);
        file.ifPresent(answers -> replay(created, answers));
        if (file.isEmpty()) {
            created.all().rate(config.rate());
            if (config.autostart()) {
                created.all().start();
            }
        }
        fleet = created;
        error = null;
    }

    private void replay(SourceFleet created, AnswersFile answers) {
        replay = new AnswersReplay(vertx, created, answers, config.responses().rate());
        Uni<?> running = replay.run();
        running.subscribe()
                .with(
                        done -> LOG.infof("Replay: %s", done),
                        failure -> LOG.errorf("Replay: %s", failure.getMessage()));
    }

    private void note(Throwable failure) {
        error = failure.getMessage();
        LOG.errorf("%s", error);
    }
}
