package io.freshet.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Ends another process when this one ends without having done so, be it by {@code kill -9}. It is a
 * shell of a few kilobytes that outlives this process, and notices its end by the end of its own
 * standard input, which the operating system closes. On Windows there is none.
 */
public final class DeathWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DeathWatch.class.getName());

    // Ctrl-C in a terminal reaches every process of the group; this one has to stay for the end.
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            if read -r line; then exit 0; fi
            kill -INT "$1" || exit 0
            for second in 1 2 3 4 5 6 7 8 9 10; do
              sleep 1
              kill -0 "$1" 2>/dev/null || exit 0
            done
            kill -KILL "$1"
            """;

    private final Optional<Process> shell;

    private DeathWatch(Optional<Process> shell) {
        this.shell = shell;
    }

    /**
     * Watches over process {@code pid}: it is asked to end by an interrupt signal, and killed where
     * it runs on for ten seconds, as one does that was started with that signal ignored.
     */
    public static DeathWatch over(long pid) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return new DeathWatch(Optional.empty());
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder("sh", "-c", SCRIPT, "freshet-watch", Long.toString(pid));
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            return new DeathWatch(Optional.of(builder.start()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "process " + pid + " would outlive a kill of this one", e);
            return new DeathWatch(Optional.empty());
        }
    }

    /** Ends the watch, as the other process has ended. */
    @Override
    public void close() {
        shell.ifPresent(DeathWatch::dismiss);
    }

    private static void dismiss(Process shell) {
        try (OutputStream input = shell.getOutputStream()) {
            input.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the watch had ended already", e);
        }
    }
}
