package io.freshet.benchmarks.exactness;

import io.freshet.benchmarks.harness.BenchSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Writes as applications do: short transactions that take a moment between insert and commit, some
 * that roll back, some with a savepoint, some that fetch their id before they write, a few slow.
 */
final class OrdinaryWriter implements Runnable {

    /** What writers do, in a sentence for the report. */
    static final String MIX =
            "Writers only insert, a row per transaction: 70 % at once and open for up to 20 ms, 10 %"
                    + " in a savepoint likewise, 15 % with an id fetched up to 30 ms before, 5 % open"
                    + " for up to 400 ms; 5 % of all are rolled back.";

    private static final String INSERT =
            "insert into %s (%s) values ('%s', '0.5', '1200', '-0.25', '3')";
    private static final String INSERT_WITH_ID =
            "insert into %s (id, %s) values (?, '%s', '0.5', '1200', '-0.25', '3')";

    private final BenchSource source;
    private final long end;
    private final SplittableRandom random;
    private volatile SQLException failure;

    /**
     * @param end when it stops, as {@link System#nanoTime()}
     */
    OrdinaryWriter(BenchSource source, long end, long seed) {
        this.source = source;
        this.end = end;
        this.random = new SplittableRandom(seed);
    }

    void requireNoFailure() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void run() {
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement();
                PreparedStatement withId =
                        connection.prepareStatement(
                                INSERT_WITH_ID.formatted(
                                        BenchSource.TABLE,
                                        BenchSource.COLUMNS,
                                        source.country()))) {
            connection.setAutoCommit(false);
            String insert =
                    INSERT.formatted(BenchSource.TABLE, BenchSource.COLUMNS, source.country());
            while (System.nanoTime() < end) {
                write(connection, statement, withId, insert);
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(
            Connection connection, Statement statement, PreparedStatement withId, String insert)
            throws SQLException, InterruptedException {
        int kind = random.nextInt(100);
        if (kind < 70) {
            statement.execute(insert);
            pauseUpTo(20);
        } else if (kind < 80) {
            Savepoint savepoint = connection.setSavepoint();
            statement.execute(insert);
            connection.releaseSavepoint(savepoint);
            pauseUpTo(20);
        } else if (kind < 95) {
            withId.setLong(1, nextId(statement));
            connection.commit();
            pauseUpTo(30);
            withId.execute();
        } else {
            statement.execute(insert);
            pauseUpTo(400);
        }
        if (random.nextInt(100) < 5) {
            connection.rollback();
        } else {
            connection.commit();
        }
        pauseUpTo(10);
    }

    private static long nextId(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select nextval('responses_id_seq')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void pauseUpTo(int millis) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(random.nextInt(millis * 1_000));
    }
}
