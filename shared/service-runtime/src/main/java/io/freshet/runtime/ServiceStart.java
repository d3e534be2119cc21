package io.freshet.runtime;

import io.freshet.configuration.HttpConfig;
import io.freshet.runtime.http.ListeningPort;
import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.Quarkus;
import java.util.Optional;

/** Starts a service, or says in one line why it cannot start. */
public final class ServiceStart {

    /** Quarkus' own keys win over what the configuration says of the operators' port. */
    private static final String QUARKUS_VARIABLE = "QUARKUS_MANAGEMENT_PORT";

    private static final String QUARKUS_PROPERTY = "quarkus.management.port";

    private ServiceStart() {}

    /**
     * Checks the configuration, then runs Quarkus until the process is told to end.
     *
     * @param name how messages call the service
     */
    public static void run(String name, String... args) {
        try {
            HttpConfig http = LoadedConfiguration.load().http();
            if (System.getenv(QUARKUS_VARIABLE) == null
                    && System.getProperty(QUARKUS_PROPERTY) == null) {
                takenPort(http).ifPresent(reason -> giveUp(name, reason));
            }
        } catch (DeclarationException e) {
            giveUp(name, e.getMessage());
        }
        Quarkus.run(args);
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

    private static void giveUp(String name, String reason) {
        System.err.println(name + " cannot start: " + reason);
        System.exit(1);
    }
}
