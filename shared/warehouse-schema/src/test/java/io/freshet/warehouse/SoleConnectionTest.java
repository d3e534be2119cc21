package io.freshet.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** One connection that is given again and again, by a driver of the test's own. */
class SoleConnectionTest {

    private static final String URL = "jdbc:postgresql://host:5432/warehouse?socketTimeout=0&a=?";

    private int closed;

    @Test
    void itIsClosedOnceAtTheEnd() throws SQLException {
        try (SoleConnection sole = SoleConnection.of(database())) {
            sole.getConnection().close();
            sole.getConnection("anybody", "").close();
            assertThat(closed).isZero();
        }
        assertThat(closed).isOne();
    }

    @Test
    void itsUrlHasNoParameters() throws SQLException {
        try (SoleConnection sole = SoleConnection.of(database())) {
            DatabaseMetaData told = sole.getConnection().getMetaData();

            assertThat(told.getURL()).isEqualTo("jdbc:postgresql://host:5432/warehouse");
            assertThat(told.getUserName()).isEqualTo("freshet");
        }
    }

    private DataSource database() {
        DatabaseMetaData metaData =
                playing(
                        DatabaseMetaData.class,
                        method -> method.equals("getURL") ? URL : "freshet");
        Connection connection =
                playing(
                        Connection.class,
                        method -> {
                            closed += method.equals("close") ? 1 : 0;
                            return method.equals("getMetaData") ? metaData : null;
                        });
        return playing(DataSource.class, method -> connection);
    }

    private interface Play {
        Object answer(String method);
    }

    private static <T> T playing(Class<T> type, Play play) {
        return type.cast(
                Proxy.newProxyInstance(
                        SoleConnectionTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> play.answer(method.getName())));
    }
}
