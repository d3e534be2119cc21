package io.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TestPostgresTest {

    /** Both, unless no real one is there. */
    static Stream<TestPostgres> servers() {
        return Stream.of(TestServers.postgres(), TestServers.embeddedPostgres()).distinct();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void databasesAreEmptyAndApart(TestPostgres server) throws SQLException {
        // Given
        try (TestDatabase one = server.createDatabase("servers");
                TestDatabase other = server.createDatabase("servers")) {
            one.execute("CREATE TABLE thing (id int)");

            // Then
            assertThat(count(one.connect(), "pg_tables WHERE tablename = 'thing'")).isEqualTo(1);
            assertThat(count(other.connect(), "pg_tables WHERE tablename = 'thing'")).isZero();
            assertThat(one.name()).startsWith("servers_");
            assertThat(one.url())
                    .isEqualTo(
                            "postgresql://%s:%d/%s"
                                    .formatted(server.host(), server.port(), one.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closingADatabaseCutsOffItsClientsAndDropsIt(TestPostgres server) throws SQLException {
        // Given
        TestDatabase database = server.createDatabase("servers");
        TestDatabase.Login reader = database.reader();
        try (Connection client = database.connect()) {
            // When
            database.close();
            database.close();

            // Then
            assertThatThrownBy(() -> count(client, "pg_tables")).isInstanceOf(SQLException.class);
        }
        try (Connection connection = server.connect(server.maintenanceDatabase())) {
            assertThat(count(connection, "pg_database WHERE datname = '" + database.name() + "'"))
                    .isZero();
            assertThat(count(connection, "pg_roles WHERE rolname = '" + reader.username() + "'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aReaderSelectsFromTablesOldAndNewAndChangesNothing(TestPostgres server)
            throws SQLException {
        // Given
        try (TestDatabase database = server.createDatabase("servers")) {
            database.execute("CREATE TABLE old (id int)");
            TestDatabase.Login reader = database.reader();
            database.execute("CREATE TABLE new (id int)");

            // When
            try (Connection connection =
                            TestPostgres.connect(
                                    database.url(), reader.username(), reader.password());
                    Statement statement = connection.createStatement()) {
                // Then
                assertThat(count(connection, "old")).isZero();
                assertThat(count(connection, "new")).isZero();
                assertThatThrownBy(() -> statement.execute("INSERT INTO new VALUES (1)"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("CREATE TABLE own (id int)"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aDatabaseThatIsGivenUpComesBackEmpty(TestPostgres server) throws SQLException {
        // Given
        TestDatabase first = server.createDatabase("again");
        TestDatabase.Login reader = first.reader();
        first.execute(
                "CREATE SCHEMA \"Odd one\"",
                "CREATE TABLE \"Odd one\".thing (id int)",
                "CREATE TABLE thing (id int)",
                "CREATE FUNCTION half(int) RETURNS int LANGUAGE sql RETURN $1 / 2");
        first.close();

        // When
        try (TestDatabase second = server.createDatabase("again")) {
            // Then
            assertThat(second.name()).isEqualTo(first.name());
            assertThat(
                            count(
                                    second.connect(),
                                    "pg_class WHERE relnamespace::regnamespace::text NOT IN"
                                            + " ('pg_catalog', 'information_schema', 'pg_toast')"))
                    .isZero();
            assertThat(
                            count(
                                    second.connect(),
                                    "pg_namespace WHERE nspname = 'public'"
                                            + " AND nspowner = 'pg_database_owner'::regrole"))
                    .isEqualTo(1);
            assertThat(
                            count(
                                    second.connect(),
                                    "pg_roles WHERE rolname = '" + reader.username() + "'"))
                    .isZero();
            second.execute("CREATE TABLE thing (id int)");
            assertThat(second.reader().username()).isEqualTo(reader.username());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER DATABASE %s SET work_mem = '1MB'",
                "ALTER DATABASE %s CONNECTION LIMIT 3",
                "REVOKE CONNECT ON DATABASE %s FROM PUBLIC",
                "SELECT lo_create(0)",
                "CREATE PUBLICATION all_of_it"
            })
    void oneThatIsNoLongerLikeNewDoesNotComeBack(String change) {
        // Given
        TestDatabase first = TestServers.postgres().createDatabase("changed");
        first.execute(change.formatted(first.name()));
        first.close();

        // When
        try (TestDatabase second = TestServers.postgres().createDatabase("changed")) {
            // Then
            assertThat(second.name()).isNotEqualTo(first.name());
        }
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
