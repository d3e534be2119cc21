package io.freshet.simulator.traffic;

import static io.freshet.simulator.TestServer.until;
import static io.freshet.simulator.traffic.TestFleets.ALB;
import static io.freshet.simulator.traffic.TestFleets.ESP;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.database.PostgresServer;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SourceFailureTest {
    private final TestServer server = new TestServer();
    private final TestFleets fleets = new TestFleets(server, "source_simulator_failure_");

    @AfterEach
    void tidyUp() {
        fleets.close();
        server.close();
    }

    @Test
    void keepsWritingToOthersWhenADatabaseIsGoneAndCreatesItAgainWhenStarted() {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        fleet.all().rate(200);
        fleet.all().start();
        until(() -> TestFleets.rows(fleet, ALB) > 5 && TestFleets.rows(fleet, ESP) > 5);
        // When
        server.drop(fleets.prefix() + "alb");
        until(() -> fleet.all().status().get(0).error() != null);
        long esp = TestFleets.rows(fleet, ESP);
        // Then
        until(() -> TestFleets.rows(fleet, ESP) > esp + 100);
        until(() -> fleet.all().status().get(0).error().contains("does not exist"));
        fleet.source(ALB).orElseThrow().start();
        until(() -> fleet.all().status().get(0).error() == null && TestFleets.rows(fleet, ALB) > 0);
        assertThat(server.count(fleets.prefix() + "alb", "true")).isPositive();
    }

    @Test
    void keepsWritingToOthersWhileOneIsLocked() {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        fleet.all().rate(200);
        fleet.all().start();
        until(() -> TestFleets.rows(fleet, ALB) > 5 && TestFleets.rows(fleet, ESP) > 5);
        // When
        server.during(
                fleets.prefix() + "alb",
                "LOCK TABLE responses",
                () -> {
                    until(() -> isWaiting("alb"));
                    long alb = TestFleets.rows(fleet, ALB);
                    long esp = TestFleets.rows(fleet, ESP);
                    // Then
                    until(() -> TestFleets.rows(fleet, ESP) > esp + 100);
                    assertThat(TestFleets.rows(fleet, ALB)).isEqualTo(alb);
                });
        long before = TestFleets.rows(fleet, ALB);
        until(() -> TestFleets.rows(fleet, ALB) > before);
    }

    @Test
    void goesOnWhenTheServerIsBack() {
        // Given
        TestPostgres postgres = TestServers.postgres();
        try (FaultProxy way = FaultProxy.inFrontOf(postgres.host(), postgres.port())) {
            PostgresServer server =
                    new PostgresServer(
                            way.reroute(postgres.url(postgres.maintenanceDatabase())),
                            Optional.of(postgres.username()),
                            Optional.of(postgres.password()));
            SourceFleet fleet = fleets.create(fleets.slim(server, ALB));
            fleet.all().rate(100);
            fleet.all().start();
            until(() -> TestFleets.rows(fleet, ALB) > 5);
            // When
            way.refuse();
            until(() -> fleet.all().status().get(0).error() != null);
            long before = TestFleets.rows(fleet, ALB);
            way.pass();
            // Then
            until(() -> TestFleets.rows(fleet, ALB) > before + 5);
            assertThat(fleet.all().status().get(0).error()).isNull();
        }
    }

    private boolean isWaiting(String country) {
        return !server.sql(
                        "",
                        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = '%s'".formatted(fleets.prefix() + country))
                .isEmpty();
    }
}
