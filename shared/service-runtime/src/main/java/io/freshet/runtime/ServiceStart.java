package io.freshet.runtime;

import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.Quarkus;

/** Starts a service, or says in one line why it cannot start. */
public final class ServiceStart {

    private ServiceStart() {}

    /**
     * Checks the configuration, then runs Quarkus until the process is told to end.
     *
     * @param name how messages call the service
     */
    public static void run(String name, String... args) {
        try {
            LoadedConfiguration.load();
        } catch (DeclarationException e) {
            System.err.println(name + " cannot start: " + e.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
