package io.freshet.runtime;

import io.quarkus.runtime.QuarkusBindException;

/**
 * Why Quarkus did not start, in one line. Whoever runs it with an exit handler of their own has to
 * say so: Quarkus then logs nothing.
 */
public final class StartProblem {

    private StartProblem() {}

    /** What is at the root of {@code error}; where a port is taken, what to do about it. */
    public static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof QuarkusBindException)) {
            root = root.getCause();
        }
        if (root instanceof QuarkusBindException taken) {
            return "port %d of %s cannot be had; stop what listens there or choose another with http.port"
                    .formatted(taken.getPort(), taken.getHost());
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
