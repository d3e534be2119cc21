package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of a source in these tests, and what is written to it. */
final class SurveyTable {

    static final String CREATE =
            "create table responses (id serial primary key, cnt text, escs text, tmins text,"
                    + " belong text, durecec text, st001 text)";

    /** To be followed by values or a query. */
    static final String INSERT = "insert into responses (cnt, escs, tmins, belong, durecec) ";

    private SurveyTable() {}

    /** The first column of the first row of an answer, as a number. */
    static long number(TestDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
