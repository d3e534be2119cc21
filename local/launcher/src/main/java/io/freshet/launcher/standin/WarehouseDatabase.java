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
        Properties login = new Properties();
        login.setProperty("user", postgres.username());
        login.setProperty("password", postgres.password());
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + postgres.url("postgres"), login);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        } catch (SQLException e) {
            throw new CommandFailure("making the warehouse: " + e.getMessage(), e);
        }
    }
}
