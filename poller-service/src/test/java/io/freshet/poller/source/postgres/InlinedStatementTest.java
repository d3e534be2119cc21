package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlinedStatementTest {

    private static final String ODD = "it's \\ \"odd\" $1 \\' é";

    @Test
    void putsValuesInThePlaceOfParameters() {
        assertThat(
                        InlinedStatement.of(
                                "select t.a from t where t.k between $1::bigint and $2::bigint and t.k <> all($3::bigint[]) limit $10",
                                Tuple.of(Long.MIN_VALUE, 7L, new Long[] {1L, -2L}, 0, 0, 0)
                                        .addLong(0L)
                                        .addLong(0L)
                                        .addLong(0L)
                                        .addLong(99L)))
                .isEqualTo(
                        "select t.a from t where t.k between '-9223372036854775808'::bigint and '7'::bigint and t.k <> all('{1,-2}'::bigint[]) limit '99'");
    }

    @Test
    void leavesIdentifiersAlone() {
        assertThat(InlinedStatement.of("select \"a $1 \"\" $1\" from t where k = $1", Tuple.of(5L)))
                .isEqualTo("select \"a $1 \"\" $1\" from t where k = '5'");
        assertThat(InlinedStatement.of("select any($1)", Tuple.of((Object) new Long[0])))
                .isEqualTo("select any('{}')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void textsComeOutAsTheyWentIn(String conforming) throws Exception {
        try (TestDatabase database = TestServers.postgres().createDatabase("inlined");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set standard_conforming_strings = " + conforming);
            String sql =
                    InlinedStatement.of(
                            "select $1, array_to_string($2::text[], '|')",
                            Tuple.of(ODD, (Object) new String[] {ODD, "plain"}));
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(ODD);
                assertThat(row.getString(2)).isEqualTo(ODD + "|plain");
            }
        }
    }
}
