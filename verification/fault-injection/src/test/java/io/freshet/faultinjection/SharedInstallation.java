package io.freshet.faultinjection;

import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.history.Writer;
import io.freshet.faultinjection.system.Installation;
import java.io.IOException;
import java.util.List;

/**
 * One installation for all tests of this process, with which it ends: two sources, read by two
 * pollers.
 */
final class SharedInstallation {

    private static final List<String> SOURCES = List.of("aaa", "bbb");

    private static Installation running;

    private SharedInstallation() {}

    /** It, with empty sources; started where it does not run yet, which takes up to a minute. */
    static synchronized Installation withEmptySources() throws Exception {
        if (running == null) {
            running = Installation.start(SOURCES, 2);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(SharedInstallation::end, "freshet-installation-end"));
        } else {
            for (SourceUnderTest source : running.sources()) {
                new Writer(source).begin();
            }
        }
        return running;
    }

    /** Another one in its place, where it does not recover and would fail tests to come. */
    static synchronized Installation anew() throws Exception {
        running.close();
        running = Installation.start(SOURCES, 2);
        return running;
    }

    private static synchronized void end() {
        try {
            running.close();
        } catch (IOException e) {
            System.err.println("The installation left something behind: " + e);
        }
    }
}
