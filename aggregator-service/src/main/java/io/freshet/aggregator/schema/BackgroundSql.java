package io.freshet.aggregator.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Runs statements of what is made in the background, over blocking connections. */
final class BackgroundSql {

    private BackgroundSql() {}

    /** The first column of the first row; empty where there is no row, or it is null. */
    static OptionalLong number(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, parameters);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return OptionalLong.empty();
            }
            long number = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    static List<String> texts(Connection connection, String sql, Object... parameters)
            throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement query = prepared(connection, sql, parameters);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /** Tells how many rows were changed. */
    static int change(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
