package io.freshet.launcher.init.look;

import io.freshet.runtime.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A connection that only reads, and nothing for long: each question is a transaction of its own, so
 * that it may go by way of a pooler. Blocks; not thread-safe.
 */
final class ReadOnlySession implements AutoCloseable {

    private final Connection connection;

    private ReadOnlySession(Connection connection) {
        this.connection = connection;
    }

    /** Connects. */
    static ReadOnlySession open(DatabaseAccess access) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", access.username());
        String password = access.jdbcPassword();
        if (!password.isEmpty()) {
            settings.setProperty("password", password);
        }
        settings.setProperty("ApplicationName", "freshet init");
        settings.setProperty("connectTimeout", seconds(LookLimits.CONNECT));
        settings.setProperty("loginTimeout", seconds(LookLimits.CONNECT));
        settings.setProperty("socketTimeout", seconds(LookLimits.ANSWER));
        // Statements that are prepared stay with a server that a pooler may change.
        settings.setProperty("prepareThreshold", "0");
        Connection connection = DriverManager.getConnection(access.jdbcUrl(), settings);
        ReadOnlySession session = new ReadOnlySession(connection);
        try {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    /** Reads a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Asks a question; the answer's rows, in order.
     *
     * @param limit for how long the database may work at it
     */
    <T> List<T> ask(Duration limit, String sql, Reader<T> reader, Object... parameters)
            throws SQLException {
        try {
            bound(limit);
            List<T> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int place = 0; place < parameters.length; place++) {
                    if (parameters[place] instanceof Long[] numbers) {
                        statement.setArray(place + 1, connection.createArrayOf("oid", numbers));
                    } else {
                        statement.setString(place + 1, parameters[place].toString());
                    }
                }
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        rows.add(reader.read(answer));
                    }
                }
            }
            return rows;
        } finally {
            connection.rollback();
        }
    }

    private void bound(Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set local statement_timeout = %d; set local lock_timeout = %d; set local search_path = pg_catalog; set local datestyle = 'ISO'; set local timezone = 'UTC'"
                            .formatted(limit.toMillis(), LookLimits.LOCK.toMillis()));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It has only read, so that nothing is lost.
            System.getLogger(ReadOnlySession.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing the connection", e);
        }
    }
}
