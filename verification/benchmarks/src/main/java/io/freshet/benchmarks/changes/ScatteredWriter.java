package io.freshet.benchmarks.changes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Updates single rows anywhere in a table, at a steady rate, in a thread of its own. */
final class ScatteredWriter implements AutoCloseable {

    private static final long STOP_MILLIS = 10_000;

    private final ChangedTable table;
    private final long gapNanos;
    private final AtomicLong rows = new AtomicLong();
    private final Thread thread = new Thread(this::write, "scattered-writer");
    private volatile boolean ended;
    private volatile SQLException failure;

    private ScatteredWriter(ChangedTable table, double rate) {
        this.table = table;
        this.gapNanos = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Begins. */
    static ScatteredWriter start(ChangedTable table, double rate) {
        ScatteredWriter writer = new ScatteredWriter(table, rate);
        writer.thread.start();
        return writer;
    }

    /** How many rows were updated up to now. */
    long rows() {
        if (failure != null) {
            throw new IllegalStateException("updating rows: " + failure.getMessage(), failure);
        }
        return rows.get();
    }

    private void write() {
        String sql = "update %s set escs = ?, tmins = ? where id = ?".formatted(table.stored());
        try (Connection connection = table.source().database().connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (long due = System.nanoTime(); !ended; due += gapNanos) {
                LockSupport.parkNanos(due - System.nanoTime());
                update.setString(1, "0." + (1_000 + random.nextInt(9_000)));
                update.setString(2, "" + random.nextInt(3_000));
                update.setLong(3, 1 + random.nextLong(table.rows()));
                rows.addAndGet(update.executeUpdate());
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
