package io.freshet.benchmarks.totesys;

import java.io.IOException;
import java.sql.SQLException;

/** What goes on beside the measurement, in a thread of its own, until it is ended. */
abstract class SideTask implements Runnable {

    private volatile boolean ended;
    private volatile Exception failure;

    /** Does it, until {@link #isEnded()}. */
    abstract void work() throws IOException, SQLException, InterruptedException;

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Why it ended early, or null. */
    Exception failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            work();
        } catch (IOException | SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
