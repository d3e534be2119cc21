package io.freshet.simulator.traffic;

import static io.freshet.simulator.traffic.TestFleets.ALB;
import static io.freshet.simulator.traffic.TestFleets.ESP;
import static io.freshet.simulator.traffic.TestFleets.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.database.PostgresServer;
import io.freshet.simulator.database.ReadOnlyRole;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceCreationTest {
    private final TestServer server = new TestServer();
    private final TestFleets fleets = new TestFleets(server, "source_simulator_creation_");

    @AfterEach
    void tidyUp() {
        fleets.close();
        server.close();
    }

    @Test
    void createsADatabaseForEachOfTheTwentyCountries() {
        FleetSettings settings =
                FleetSettings.on(server.postgres()).withDatabasePrefix(fleets.prefix()).withSeed(1);
        SourceFleet fleet = fleets.create(settings);
        assertThat(fleet.all().status()).hasSize(20).allMatch(source -> source.error() == null);
        var columns =
                server.sql(
                                fleets.prefix() + "dom",
                                """
                                SELECT count(*) FILTER (WHERE data_type = 'text'),
                                  count(*) FILTER (WHERE column_name = 'id'
                                    AND data_type = 'integer')
                                FROM information_schema.columns
                                WHERE table_name = 'responses'
                                """)
                        .get(0);
        assertThat(columns.getLong(0)).isEqualTo(1118);
        assertThat(columns.getLong(1)).isEqualTo(1);
    }

    @Test
    void givesTheReaderSelectAndNothingElse() {
        // Given
        String role = fleets.prefix() + "reader";
        fleets.create(fleets.slim(ALB).withReader(new ReadOnlyRole(role, "it's \"secret\"")));
        // When
        PostgresServer asReader =
                new PostgresServer(
                        server.postgres().url(), Optional.of(role), Optional.of("it's \"secret\""));
        // Then
        try {
            String database = fleets.prefix() + "alb";
            assertThat(server.sql(asReader, database, "SELECT count(*) FROM responses")).hasSize(1);
            for (String forbidden :
                    List.of(
                            "DELETE FROM responses",
                            "INSERT INTO responses (cnt) VALUES ('ALB')",
                            "CREATE TABLE t (i int)",
                            "CREATE TEMP TABLE t (i int)",
                            "SELECT nextval('responses_id_seq')")) {
                assertThatThrownBy(() -> server.sql(asReader, database, forbidden))
                        .isInstanceOf(PgException.class)
                        .hasMessageContaining("permission denied");
            }
        } finally {
            server.sql(fleets.prefix() + "alb", "DROP OWNED BY " + role);
            server.sql("", "DROP ROLE " + role);
        }
    }

    @Test
    void beginsWithTheDayBeforeWhereThatIsAskedFor() {
        // When
        SourceFleet fleet = fleets.create(fleets.slim(ALB).withPastRows(700));
        // Then
        String database = fleets.prefix() + "alb";
        assertThat(fleet.all().status().get(0).rows()).isEqualTo(700);
        assertThat(
                        server.count(
                                database,
                                "created_at between now() - interval '24 h 5 min' and now()"
                                        + " and cnt = 'ALB'"))
                .isEqualTo(700);
        assertThat(server.count(database, "created_at < now() - interval '1 h'"))
                .isGreaterThan(600);
        fleet.all().burst(20).await().atMost(TIMEOUT);
        assertThat(server.count(database, "id > 700 and created_at > now() - interval '5 min'"))
                .isEqualTo(20);
        fleet.close().await().atMost(TIMEOUT);
        SourceFleet again = fleets.create(fleets.slim(ALB).withPastRows(700));
        assertThat(again.all().status().get(0).rows()).isEqualTo(720);
    }

    @Test
    void goesOnInDatabasesThatAreThereAlready() {
        // Given
        SourceFleet first = fleets.create(fleets.slim(ALB, ESP));
        first.all().burst(300).await().atMost(TIMEOUT);
        first.close().await().atMost(TIMEOUT);
        // When
        SourceFleet second = fleets.create(fleets.slim(ALB, ESP));
        // Then
        assertThat(second.all().status().stream().mapToLong(TrafficStatus::rows).sum())
                .isEqualTo(300);
        second.all().burst(200).await().atMost(TIMEOUT);
        assertThat(
                        server.count(fleets.prefix() + "alb", "true")
                                + server.count(fleets.prefix() + "esp", "true"))
                .isEqualTo(500);
        assertThat(
                        server.sql(
                                        fleets.prefix() + "esp",
                                        "SELECT count(DISTINCT (escs, belong)) FROM responses"
                                                + " WHERE escs <> 'NA' AND belong <> 'NA'")
                                .get(0)
                                .getLong(0))
                .isEqualTo(
                        server.count(fleets.prefix() + "esp", "escs <> 'NA' AND belong <> 'NA'"));
    }

    @Test
    void saysWhichServerCannotBeReached() {
        FleetSettings settings =
                FleetSettings.on(PostgresServer.at("postgresql://nobody@127.0.0.1:1/postgres"));
        assertThatThrownBy(() -> fleets.create(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:1");
    }
}
