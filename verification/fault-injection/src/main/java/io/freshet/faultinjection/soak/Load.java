package io.freshet.faultinjection.soak;

import java.sql.SQLException;

/** What writes to sources while things break. Not thread-safe. */
interface Load {

    /** Starts writing. */
    void start();

    /** Stops writing and ends all transactions; fails where a writer did. */
    void rest() throws SQLException;

    /** What was written since it was made, in words. */
    String made();
}
