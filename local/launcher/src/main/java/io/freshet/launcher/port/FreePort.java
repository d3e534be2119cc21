package io.freshet.launcher.port;

import io.freshet.commandline.CommandFailure;
import io.freshet.configuration.HttpConfig;
import io.freshet.embedded.LoopbackPort;
import io.freshet.runtime.http.ListeningPort;

/** Looks at a moment whether somebody listens on a port already. */
public final class FreePort {

    private static final int HIGHEST = 65_535;

    /** How many ports are tried one after the other. */
    private static final int TRIED = 100;

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
                    "%s; or choose another with %s, such as %d"
                            .formatted(taken(port), key, near(host, port)));
        }
    }

    /** Says of a port that is taken by whom, as far as can be known, and how to free it. */
    public static String taken(int port) {
        return PortHolder.of(port)
                .map(holder -> "port %d is in use by %s".formatted(port, holder))
                .orElse("port %d is in use; stop what listens there".formatted(port));
    }

    /** A free port, above the one that is not where there is one. */
    static int near(String host, int port) {
        for (int next = port + 1; next <= Math.min(port + TRIED, HIGHEST); next++) {
            if (isFree(host, next)) {
                return next;
            }
        }
        return LoopbackPort.pick();
    }
}
