package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import io.freshet.testkit.processes.FreshetProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The table of a source in these tests, and what is written to it. */
final class SurveyTable {

    static final String CREATE =
            "create table responses (id serial primary key, cnt text, escs text, tmins text,"
                    + " belong text, durecec text, st001 text)";

    /** To be followed by values or a query. */
    static final String INSERT = "insert into responses (cnt, escs, tmins, belong, durecec) ";

    private SurveyTable() {}

    /** A new database with such a table, in which a country has so many rows. */
    static TestDatabase database(String name, String country, int rows) {
        TestDatabase database = TestServers.postgres().createDatabase(name);
        database.execute(
                CREATE,
                INSERT
                        + "select '%s', (i %% 7)::text, '60', '0', '1' from generate_series(1, %d) as i"
                                .formatted(country, rows));
        return database;
    }

    /** Asserts that within a time what is held and shown is what the sources' tables say. */
    static void assertExactWithin(
            Duration limit,
            Map<String, TestDatabase> sources,
            TestDatabase warehouse,
            FreshetProcess charts)
            throws SQLException, InterruptedException {
        List<SurveySource> surveys =
                sources.entrySet().stream()
                        .map(entry -> new SurveySource(entry.getKey(), entry.getValue()))
                        .toList();
        SurveyOracle oracle = new SurveyOracle(surveys, warehouse, charts::get);
        assertThat(oracle.await(limit).explanation()).isEmpty();
    }

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
