package io.freshet.runtime;

import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.runtime.http.ListeningPort;
import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a service, or says in one line why it cannot start. */
public final class ServiceStart {

    /** Quarkus' own keys win over what the configuration says of the operators' port. */
    private static final String QUARKUS_VARIABLE = "QUARKUS_MANAGEMENT_PORT";

    private static final String QUARKUS_PROPERTY = "quarkus.management.port";
    private static final int LOOKS = 600;
    private static final long LOOK_MILLIS = 500;

    private ServiceStart() {}

    /**
     * Checks the configuration, then runs Quarkus until the process is told to end.
     *
     * @param name how messages call the service
     */
    public static void run(String name, String... args) {
        run(name, StartListener.NOBODY, args);
    }

    /**
     * As above.
     *
     * @param listener learns how the start went
     */
    public static void run(String name, StartListener listener, String... args) {
        try {
            FreshetConfig config = LoadedConfiguration.load();
            HttpConfig http = config.http();
            if (System.getenv(QUARKUS_VARIABLE) == null
                    && System.getProperty(QUARKUS_PROPERTY) == null) {
                takenPort(http)
                        .ifPresent(reason -> giveUp(name, listener, config.alerts(), reason));
            }
            run(name, listener, config.alerts(), args);
        } catch (DeclarationException e) {
            giveUp(name, listener, alerts(), e.getMessage());
        }
    }

    private static void run(
            String name, StartListener listener, Optional<AlertsConfig> alerts, String... args) {
        if (listener != StartListener.NOBODY) {
            Thread waiting = new Thread(() -> awaitStart(listener, alerts), "freshet-started");
            waiting.setDaemon(true);
            waiting.start();
        }
        Quarkus.run(
                null,
                (code, error) -> {
                    if (error != null) {
                        String reason = StartProblem.reason(error);
                        say(name, reason);
                        listener.failed(alerts, reason);
                    }
                    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, error);
                },
                args);
    }

    /** Quarkus tells beans only that it has started, and not all services have such a bean. */
    private static void awaitStart(StartListener listener, Optional<AlertsConfig> alerts) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                Application application = Application.currentApplication();
                if (application != null && application.isStarted()) {
                    listener.started(alerts);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who is told, where the rest of the configuration cannot be read. */
    private static Optional<AlertsConfig> alerts() {
        try {
            ConfigurationReader reader = new ConfigurationReader(System.getenv());
            return LoadedConfiguration.file().flatMap(reader::readAlerts);
        } catch (DeclarationException e) {
            return Optional.empty();
        }
    }

    /** What to do about an operators' port that somebody listens on; nothing where it is free. */
    static Optional<String> takenPort(HttpConfig http) {
        return ListeningPort.refusal(http.managementHost(), http.managementPort())
                .map(
                        reason ->
                                "port %d of %s, for operators, cannot be had (%s); stop what listens there or choose another with http.management-port"
                                        .formatted(
                                                http.managementPort(),
                                                http.managementHost(),
                                                reason));
    }

    private static void say(String name, String reason) {
        System.err.println(name + " cannot start: " + reason);
    }

    private static void giveUp(
            String name, StartListener listener, Optional<AlertsConfig> alerts, String reason) {
        say(name, reason);
        listener.failed(alerts, reason);
        System.exit(1);
    }
}
