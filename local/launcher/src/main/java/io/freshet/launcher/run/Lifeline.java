package io.freshet.launcher.run;

import java.io.IOException;
import java.io.InputStream;

/**
 * What ties this process to the script {@code freshet} that supervises it, and starts it again
 * where a fault ends it: a standard input that nobody writes to. Where it ends the script is gone,
 * be it killed, and whoever starts Freshet again must not find this one.
 */
final class Lifeline {

    private static final String SUPERVISED = "freshet.supervised";

    /** The status of a process that was killed. */
    private static final int KILLED = 137;

    private Lifeline() {}

    /** Holds on to it, in a thread of its own, where the script has said that there is one. */
    static void hold() {
        if (Boolean.getBoolean(SUPERVISED)) {
            Thread holding =
                    new Thread(
                            () -> hold(System.in, () -> Runtime.getRuntime().halt(KILLED)),
                            "freshet-lifeline");
            holding.setDaemon(true);
            holding.start();
        }
    }

    /** Waits until it ends; blocks. */
    static void hold(InputStream line, Runnable gone) {
        try {
            while (line.read() >= 0) {
                // whatever is typed is not for us
            }
        } catch (IOException e) {
            // nobody holds the other end
        }
        gone.run();
    }
}
