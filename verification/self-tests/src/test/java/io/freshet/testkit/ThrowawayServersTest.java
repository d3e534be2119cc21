package io.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ThrowawayServersTest {

    @Test
    void postgresKeepsItsPortAndItsDataOverAKill() throws SQLException {
        // Given
        try (ThrowawayPostgres postgres =
                ThrowawayPostgres.start(Map.of("track_commit_timestamp", "on"))) {
            TestPostgres server = postgres.server();
            TestDatabase database = server.createDatabase("servers");
            database.execute("CREATE TABLE kept AS SELECT 42 AS id");

            // When
            postgres.kill();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            postgres.restart();

            // Then
            assertThat(postgres.server()).isEqualTo(server);
            try (java.sql.Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "SELECT id, current_setting('track_commit_timestamp') FROM kept")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(42);
                assertThat(row.getString(2)).isEqualTo("on");
            }
        }
    }

    @Test
    void brokerKeepsItsPortOverAKill() throws IOException {
        // Given
        try (ThrowawayBroker broker = ThrowawayBroker.start()) {
            TestBroker server = broker.server();

            // When
            broker.kill();
            assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
            broker.restart();

            // Then
            assertThat(broker.server()).isEqualTo(server);
            try (Connection connection = server.connect()) {
                assertThat(connection.isOpen()).isTrue();
            }
        }
    }
}
