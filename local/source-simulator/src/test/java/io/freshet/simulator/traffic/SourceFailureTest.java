package io.freshet.simulator.traffic;

import static io.freshet.simulator.TestServer.until;
import static io.freshet.simulator.traffic.TestFarms.ALB;
import static io.freshet.simulator.traffic.TestFarms.ESP;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.database.PostgresServer;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceFailureTest {
    private final TestServer server = new TestServer();
    private final TestFarms farms = new TestFarms(server, "source_simulator_failure_");

    @AfterEach
    void tidyUp() {
        farms.close();
        server.close();
    }

    @Test
    void keepsWritingToOthersWhenADatabaseIsGoneAndCreatesItAgainWhenStarted() {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        farm.all().rate(200);
        farm.all().start();
        until(() -> TestFarms.rows(farm, ALB) > 5 && TestFarms.rows(farm, ESP) > 5);
        // When
        server.drop(farms.prefix() + "alb");
        until(() -> farm.all().status().get(0).error() != null);
        long esp = TestFarms.rows(farm, ESP);
        // Then
        until(() -> TestFarms.rows(farm, ESP) > esp + 100);
        until(() -> farm.all().status().get(0).error().contains("does not exist"));
        farm.source(ALB).orElseThrow().start();
        until(() -> farm.all().status().get(0).error() == null && TestFarms.rows(farm, ALB) > 0);
        assertThat(server.count(farms.prefix() + "alb", "true")).isPositive();
    }

    @Test
    void keepsWritingToOthersWhileOneIsLocked() {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        farm.all().rate(200);
        farm.all().start();
        until(() -> TestFarms.rows(farm, ALB) > 5 && TestFarms.rows(farm, ESP) > 5);
        // When
        server.during(
                farms.prefix() + "alb",
                "BEGIN; LOCK TABLE responses; SELECT pg_sleep(2); COMMIT",
                () -> {
                    until(() -> isWaiting("alb"));
                    long alb = TestFarms.rows(farm, ALB);
                    long esp = TestFarms.rows(farm, ESP);
                    // Then
                    until(() -> TestFarms.rows(farm, ESP) > esp + 100);
                    assertThat(TestFarms.rows(farm, ALB)).isEqualTo(alb);
                });
        long before = TestFarms.rows(farm, ALB);
        until(() -> TestFarms.rows(farm, ALB) > before);
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
            SourceFarm farm = farms.create(farms.slim(server, ALB));
            farm.all().rate(100);
            farm.all().start();
            until(() -> TestFarms.rows(farm, ALB) > 5);
            // When
            way.refuse();
            until(() -> farm.all().status().get(0).error() != null);
            long before = TestFarms.rows(farm, ALB);
            way.pass();
            // Then
            until(() -> TestFarms.rows(farm, ALB) > before + 5);
            assertThat(farm.all().status().get(0).error()).isNull();
        }
    }

    private boolean isWaiting(String country) {
        return !server.sql(
                        "",
                        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = '%s'".formatted(farms.prefix() + country))
                .isEmpty();
    }
}
