package io.freshet.warehouse;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * Gives the same connection again and again; closing one of those that it gave does nothing. Its
 * URL has no parameters: the driver names all of a hundred, and Flyway searches them for passwords,
 * slowly, several times (0.3 s of a start, measured).
 */
final class SoleConnection implements DataSource, AutoCloseable {

    private final Connection connection;
    private final Connection lent;

    private SoleConnection(Connection connection) {
        this.connection = connection;
        this.lent =
                like(
                        Connection.class,
                        connection,
                        Map.of(
                                "close",
                                () -> null,
                                "getMetaData",
                                () -> metaData(connection.getMetaData())));
    }

    private static DatabaseMetaData metaData(DatabaseMetaData real) {
        return like(
                DatabaseMetaData.class,
                real,
                Map.of("getURL", () -> real.getURL().replaceFirst("\\?.*", "")));
    }

    /** What a method gives instead. */
    @FunctionalInterface
    private interface Answer {
        Object give() throws SQLException;
    }

    /** As the real one is, but for the answers of some methods. */
    private static <T> T like(Class<T> type, T real, Map<String, Answer> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        SoleConnection.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            Answer other = answers.get(method.getName());
                            if (other != null) {
                                return other.give();
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    /**
     * A connection of a database.
     *
     * @throws FlywayException if there is none to be had
     */
    static SoleConnection of(DataSource database) {
        try {
            return new SoleConnection(database.getConnection());
        } catch (SQLException e) {
            throw new FlywayException(e.getMessage(), e);
        }
    }

    @Override
    public Connection getConnection() {
        return lent;
    }

    @Override
    public Connection getConnection(String username, String password) {
        return lent;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new FlywayException(e.getMessage(), e);
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        // nothing is written
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the connection is open already
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
