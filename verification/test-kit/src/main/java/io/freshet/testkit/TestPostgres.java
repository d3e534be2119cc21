package io.freshet.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A Postgres server that tests may use.
 *
 * @param host its host
 * @param port its port
 * @param username a user who may create databases and roles
 * @param password that user's password, perhaps empty
 * @param maintenanceDatabase a database to connect to when creating others
 * @param kind what it is
 * @param version its version, such as {@code 15.20}
 */
public record TestPostgres(
        String host,
        int port,
        String username,
        String password,
        String maintenanceDatabase,
        ServerKind kind,
        String version) {

    private static final String CONNECT_SECONDS = "5";

    /**
     * Creates an empty database.
     *
     * @param prefix first part of its name: the module under test, in lower case
     * @return the database, which is dropped when it is closed, or when this process ends
     */
    public TestDatabase createDatabase(String prefix) {
        return TestDatabase.create(this, prefix);
    }

    /**
     * Creates an empty database whose encoding is {@code SQL_ASCII}: it takes any bytes as text.
     *
     * @param prefix as for {@link #createDatabase}
     */
    public TestDatabase createDatabaseOfBytes(String prefix) {
        return TestDatabase.create(
                this, prefix, " ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    }

    /**
     * A database that a program under test makes, or has made.
     *
     * @param name its name, which needs no quotes
     * @return the database, which is dropped when it is closed, or when this process ends
     */
    public TestDatabase takeDatabase(String name) {
        return TestDatabase.take(this, name);
    }

    /** The address of {@code database}, without credentials: {@code postgresql://host:port/db}. */
    public String url(String database) {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    /** One line for people: product, version, address and kind. */
    public String description() {
        return "PostgreSQL %s at %s:%d (%s)".formatted(version, host, port, kind);
    }

    /**
     * Connects to {@code database} as this server's user, perhaps over a connection that a test has
     * closed: it is like a new one, but for settings of its database or user made since.
     *
     * @throws SQLException when it does not answer within some seconds, or refuses
     */
    public Connection connect(String database) throws SQLException {
        String url = url(database);
        return KeptConnections.connect(url, () -> connect(url, username, password));
    }

    static Connection connect(String url, String username, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        // Not by DriverManager, which knows no drivers of the class loaders that Quarkus tests use.
        return new Driver().connect("jdbc:" + url, properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return description();
    }
}
