package io.freshet.aggregator.apply;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;

/** Tests over a back office: after each, the star tables are what plain SQL says. */
abstract class OverABackOffice {

    static BackOffice office;

    @BeforeAll
    static void open() {
        office = new BackOffice();
    }

    @AfterAll
    static void close() throws SQLException {
        office.close();
    }

    @AfterEach
    void isWhatPlainSqlSays(TestInfo test) {
        StarOracle.assertTables(office, test.getDisplayName());
    }

    static List<String> query(String sql) {
        return office.query(sql.replace("w.", "totesys_warehouse."));
    }

    static void see(String... statements) {
        office.write(statements);
        office.publish();
    }
}
