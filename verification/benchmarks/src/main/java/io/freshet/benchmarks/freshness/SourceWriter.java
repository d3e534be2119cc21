package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.SourceLog.Commit;
import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.SourceKind;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Commits rows in one source at instants that are drawn beforehand (a Poisson process: no rhythm
 * that could fall in step with the polls) and kept whatever happens: a commit that takes long
 * delays the next ones, which then follow at once, so that as many are measured as were planned.
 */
final class SourceWriter implements Runnable {

    private final SourceLog log;
    private final SourceKind kind;
    private final double perSecond;
    private final int rowsPerCommit;
    private final long begin;
    private final long end;
    private final SplittableRandom random;
    private long rows;
    private volatile Exception failure;

    /**
     * @param perSecond commits per second in this source
     * @param begin the first instant that may be drawn, as {@link System#nanoTime()}
     * @param end where drawing ends
     */
    SourceWriter(
            SourceLog log,
            SourceKind kind,
            double perSecond,
            int rowsPerCommit,
            long begin,
            long end,
            long seed) {
        this.log = log;
        this.kind = kind;
        this.perSecond = perSecond;
        this.rowsPerCommit = rowsPerCommit;
        this.begin = begin;
        this.end = end;
        this.random = new SplittableRandom(seed);
    }

    /** Why it ended early, or null. */
    Exception failure() {
        return failure;
    }

    @Override
    public void run() {
        try (Connection connection = log.source().database().connect()) {
            if (rowsPerCommit == 1) {
                insertRows(connection);
            } else {
                copyRows(connection);
            }
        } catch (SQLException | IOException e) {
            failure = e;
        }
    }

    private interface OneCommit {
        /** Commits, and gives when that returned. */
        long run() throws SQLException, IOException;
    }

    private void insertRows(Connection connection) throws SQLException, IOException {
        long[] key = new long[1];
        try (PreparedStatement insert = connection.prepareStatement(kind.insert())) {
            onSchedule(
                    key,
                    () -> {
                        kind.bind(insert, log.source().country(), random);
                        try (ResultSet row = insert.executeQuery()) {
                            // in autocommit the answer comes after the commit
                            long done = System.nanoTime();
                            row.next();
                            key[0] = row.getLong(1);
                            return done;
                        }
                    });
        }
    }

    private void copyRows(Connection connection) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String sql = "copy %s (%s) from stdin".formatted(BenchSource.TABLE, BenchSource.COLUMNS);
        String lines = (log.source().country() + "\t0.5\t1200\t-0.25\t3\n").repeat(rowsPerCommit);
        long[] key = new long[1];
        try (PreparedStatement last =
                connection.prepareStatement("select currval('responses_id_seq')")) {
            onSchedule(
                    key,
                    () -> {
                        copy.copyIn(sql, new StringReader(lines));
                        long done = System.nanoTime();
                        try (ResultSet row = last.executeQuery()) {
                            row.next();
                            key[0] = row.getLong(1);
                        }
                        return done;
                    });
        }
    }

    private void onSchedule(long[] key, OneCommit commit) throws SQLException, IOException {
        for (long due = drawAfter(begin); due < end; due = drawAfter(due)) {
            sleepUntil(due);
            long sent = System.nanoTime();
            long done = commit.run();
            rows += rowsPerCommit;
            log.committed(new Commit(due, sent, done, key[0], rows));
        }
    }

    private long drawAfter(long instant) {
        return instant + (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
    }

    private static void sleepUntil(long instant) {
        for (long left = instant - System.nanoTime();
                left > 0;
                left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
