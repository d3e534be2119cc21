package io.freshet.simulator.totesys;

import io.freshet.simulator.database.PostgresServer;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** One connection to the shop's database, which keeps its statements prepared. Not thread-safe. */
public final class ShopSession implements AutoCloseable {
    private static final int LOCK_MILLIS = 2_000;

    /** Opens a connection as the shop's owner; the shop opens a second one for late commits. */
    @FunctionalInterface
    public interface Opening {
        /** A further connection, with autocommit; closed by who opened it. */
        Connection open() throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

    ShopSession(Connection connection) throws SQLException {
        this.connection = connection;
        run("set lock_timeout = " + LOCK_MILLIS);
        // Instants are written as they are read: the shop's clock shows UTC.
        run("set timezone = 'UTC'");
    }

    /** How to connect to a database of a server; each connecting waits five seconds at most. */
    public static Opening to(PostgresServer server, String database) {
        PgConnectOptions options = server.database(database);
        Properties login = new Properties();
        login.setProperty("user", options.getUser());
        if (options.getPassword() != null) {
            login.setProperty("password", options.getPassword());
        }
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "5");
        login.setProperty("socketTimeout", "30");
        login.setProperty("ApplicationName", "freshet-simulator");
        String url =
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(options.getHost(), options.getPort(), database);
        // Not by DriverManager, which knows no drivers of Quarkus' class loaders.
        return () -> new Driver().connect(url, login);
    }

    /** Runs statements without parameters. */
    void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs a statement; gives the number of rows that it touched. */
    int update(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Runs a statement that returns one number, such as the key of a new row. */
    long number(String sql, Object... values) throws SQLException {
        List<Long> found = numbers(sql, values);
        if (found.isEmpty()) {
            throw new SQLException("no row from: " + sql);
        }
        return found.get(0);
    }

    /** The first column of what a query answers; NULL counts as 0. */
    List<Long> numbers(String sql, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            List<Long> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        }
    }

    /** The first column of the first row as text; null where there is none. */
    String text(String sql, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The first column of what a query answers, as texts. */
    List<String> texts(String sql, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Something done in the shop's database. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does all of it in one transaction, or nothing. */
    void together(Work work) throws SQLException {
        if (!connection.getAutoCommit()) {
            work.run();
            return;
        }
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Leaves its transaction open from here on, until it is committed. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
