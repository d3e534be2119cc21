package io.freshet.benchmarks.changes;

import io.freshet.benchmarks.harness.BenchSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions that take their key early and commit when later keys have long been seen, in a table
 * of which many keys are skipped.
 */
final class LateCommits implements AutoCloseable {

    private static final long KEYS_PER_ROW = 2;

    private final ChangedTable table;
    private final Connection connection;
    private long highest;
    private long rows;

    LateCommits(ChangedTable table) throws SQLException {
        this.table = table;
        this.highest = table.rows();
        this.connection = table.source().database().connect();
        connection.setAutoCommit(false);
    }

    /** Inserts a row and leaves its transaction open; then so many rows under every second key. */
    void begin(int gaps) throws SQLException {
        insert(connection, 1);
        try (Connection other = table.source().database().connect()) {
            insert(other, gaps);
        }
        rows += gaps;
    }

    private void insert(Connection where, long count) throws SQLException {
        String sql =
                "insert into %s (id, %s) select %d + %d * i, '%s', '0', '0', '0', '0'"
                                .formatted(
                                        table.stored(),
                                        BenchSource.COLUMNS,
                                        highest,
                                        KEYS_PER_ROW,
                                        table.source().country())
                        + " from generate_series(1, %d) as i".formatted(count);
        try (Statement statement = where.createStatement()) {
            statement.executeUpdate(sql);
        }
        highest += KEYS_PER_ROW * count;
    }

    /** Commits the row. */
    void commit() throws SQLException {
        connection.commit();
        rows++;
    }

    /** How many rows were committed in all. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
