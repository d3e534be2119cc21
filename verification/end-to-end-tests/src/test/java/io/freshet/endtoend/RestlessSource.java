package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a source until it is closed, some fifty times a second: inserts, updates, deletes, and
 * transactions that commit after later ones.
 */
final class RestlessSource implements AutoCloseable {

    private static final int MILLIS_BETWEEN_WRITES = 20;
    private static final int LATE_BY_WRITES = 40;
    private static final long STOP_MILLIS = 30_000;

    private final TestDatabase database;
    private final String insert;
    private final Thread thread;
    private volatile boolean ended;
    private volatile Throwable failure;
    private long writes;

    /** Starts writing rows of a country. */
    RestlessSource(TestDatabase database, String country) {
        this.database = database;
        this.insert =
                SurveyTable.INSERT + "values ('%s', '1.5', '60', '0', '1')".formatted(country);
        this.thread = new Thread(this::write, "writes to " + database.name());
        thread.start();
    }

    private void write() {
        try (Connection early = database.connect();
                Statement now = early.createStatement();
                Connection late = database.connect();
                Statement later = late.createStatement()) {
            late.setAutoCommit(false);
            while (!ended) {
                writes++;
                now.execute(insert);
                if (writes % 5 == 0) {
                    now.execute(
                            "update responses set escs = '-2' where id = (select max(id) - 9 from responses)");
                }
                if (writes % 7 == 0) {
                    now.execute("delete from responses where id = (select min(id) from responses)");
                }
                if (writes % LATE_BY_WRITES == 0) {
                    late.commit();
                    later.execute(insert);
                }
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_WRITES);
            }
            late.commit();
        } catch (SQLException | InterruptedException e) {
            failure = e;
        }
    }

    /** Stops writing, with everything committed. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null || thread.isAlive()) {
            throw new IllegalStateException("writing to " + database.name(), failure);
        }
    }

    /** How often it wrote; once it is closed. */
    long writes() {
        return writes;
    }
}
