package io.freshet.embedded.broker;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the broker's log to what is wrong: it would otherwise report every connection, channel and
 * queue. The loggers are held here because the logging system forgets the level of one that nobody
 * holds.
 */
final class QuietLogging {

    private static final Logger ALL = Logger.getLogger("org.apache.qpid");
    private static final Logger OPERATIONS = Logger.getLogger("qpid.message");
    // It would warn of each queue argument that it ignores, as it is told to.
    private static final Logger ARGUMENTS =
            Logger.getLogger("org.apache.qpid.server.queue.QueueArgumentsConverter");

    private QuietLogging() {}

    static void apply() {
        ALL.setLevel(Level.WARNING);
        OPERATIONS.setLevel(Level.WARNING);
        ARGUMENTS.setLevel(Level.SEVERE);
    }
}
