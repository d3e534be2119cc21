package io.freshet.aggregator.apply;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What tests ask a database, over one connection: to make one takes a server longer than to answer
 * most of them. Thread-safe.
 */
final class Questions implements AutoCloseable {

    private static final int VALID_SECONDS = 5;

    private final TestDatabase database;
    private Connection connection;

    Questions(TestDatabase database) {
        this.database = database;
    }

    /** Runs statements. */
    synchronized void run(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows of a query as texts, columns parted by bars. */
    synchronized List<String> query(String sql) {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder(String.valueOf(rows.getString(1)));
                for (int column = 2; column <= width; column++) {
                    line.append('|').append(rows.getString(column));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Another one where that before was cut off. */
    private Connection connection() throws SQLException {
        if (connection == null || !connection.isValid(VALID_SECONDS)) {
            connection = database.connect();
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
