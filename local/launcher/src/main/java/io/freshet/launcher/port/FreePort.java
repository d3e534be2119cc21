package io.freshet.launcher.port;

import io.freshet.commandline.CommandFailure;
import io.freshet.configuration.HttpConfig;
import io.freshet.runtime.http.ListeningPort;

/** Looks at a moment whether somebody listens on a port already. */
public final class FreePort {

    private FreePort() {}

    /** Whether this process could listen there. */
    public static boolean isFree(String host, int port) {
        return ListeningPort.refusal(host, port).isEmpty();
    }

    /**
     * Fails where one of the ports that the services will listen on is taken, before anything is
     * started.
     *
     * @param key where the user can choose another port for charts
     * @param managementKey where the user can choose another port for operators
     * @throws CommandFailure with what to do about it
     */
    public static void require(HttpConfig http, String key, String managementKey) {
        require(http.host(), http.port(), key);
        require(http.managementHost(), http.managementPort(), managementKey);
        if (http.port() == http.managementPort() && http.port() != 0) {
            throw new CommandFailure(
                    "port %d is to be both the charts' and the operators'; choose another with %s"
                            .formatted(http.port(), managementKey));
        }
    }

    private static void require(String host, int port, String key) {
        if (!isFree(host, port)) {
            throw new CommandFailure(
                    "port %d is in use; stop what listens there or choose another with %s"
                            .formatted(port, key));
        }
    }
}
