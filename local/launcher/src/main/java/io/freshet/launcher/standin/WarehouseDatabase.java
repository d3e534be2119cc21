package io.freshet.launcher.standin;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database of an embedded Postgres that the services write to. */
public final class WarehouseDatabase {

    /** Its name. */
    public static final String NAME = "warehouse";

    private WarehouseDatabase() {}

    /**
     * Makes it where it is missing; blocks.
     *
     * @throws CommandFailure where the server refuses
     */
    public static void make(EmbeddedPostgresServer postgres) {
        make(
                postgres,
                "the warehouse",
                "select from pg_database where datname = '" + NAME + "'",
                "create database " + NAME);
    }

    /**
     * Makes something on a server where it is missing; blocks.
     *
     * @param what what it is called in a failure
     * @param lookup finds a row where it is there
     * @param creation makes it
     * @throws CommandFailure where the server refuses
     */
    public static void make(
            EmbeddedPostgresServer postgres, String what, String lookup, String creation) {
        Properties login = new Properties();
        login.setProperty("user", postgres.username());
        login.setProperty("password", postgres.password());
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + postgres.url("postgres"), login);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(lookup)) {
            if (!found.next()) {
                statement.execute(creation);
            }
        } catch (SQLException e) {
            throw new CommandFailure("making %s: %s".formatted(what, e.getMessage()), e);
        }
    }
}
