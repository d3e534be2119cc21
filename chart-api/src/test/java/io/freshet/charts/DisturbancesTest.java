package io.freshet.charts;

import static io.freshet.charts.EndpointTest.body;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.events.SourceState;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.quarkus.DisturbedServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where warehouse or broker are away, the last state is served, says how old it is, and goes on.
 */
@QuarkusTest
@WithTestResource(
        value = DisturbedServers.class,
        initArgs = {
            @ResourceArg(name = "prefix", value = "chart_api"),
            @ResourceArg(name = "away", value = "true"),
            @ResourceArg(name = "freshet.charts.refresh-timeout", value = "1s")
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DisturbancesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ONE = "('FRA', 1, 60, 1, 1, now())";

    TestDatabase warehouse;
    TestBus bus;
    FaultProxy toWarehouse;
    FaultProxy toBroker;
    private TestWarehouse tables;

    @BeforeEach
    void find() {
        tables = new TestWarehouse(warehouse);
    }

    private static void eventually(ThrowingRunnable holds) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(holds);
    }

    private static double age() {
        return get("/charts/freshness").jsonPath().getDouble("datasets[0].ageSeconds");
    }

    private static String status() {
        return get("/charts/freshness").jsonPath().getString("datasets[0].status");
    }

    private int startWithOneRow() {
        tables.fresh();
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        tables.stand(source, 1, "now()", "live", "now()");
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));
        eventually(() -> assertThat(get("/charts/escs").header("Freshet-As-Of")).isNotNull());
        return source;
    }

    static Stream<Named<Consumer<FaultProxy>>> absences() {
        return Stream.of(
                Named.of("is down", FaultProxy::refuse), Named.of("hangs", FaultProxy::hang));
    }

    @Test
    @Order(1)
    void isNotReadyBeforeItHasReadAnythingButAnswers() {
        get("/q/health/live").then().statusCode(200);
        get("/q/health/ready").then().statusCode(503);
        assertThat(body("submissions")).isEqualTo("{\"count\":0}");
        assertThat(body("escs")).isEqualTo("{\"datasets\":[]}");

        // When: there is a database, without tables
        toWarehouse.pass();
        toBroker.pass();

        // Then
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .untilAsserted(() -> get("/q/health/ready").then().statusCode(503));

        // When
        startWithOneRow();

        // Then
        get("/q/health/ready").then().statusCode(200);
    }

    @ParameterizedTest(name = "servesTheLastStateWhileTheWarehouse {0}")
    @MethodSource("absences")
    @Order(2)
    void servesTheLastStateWhileTheWarehouse(Consumer<FaultProxy> absence) {
        // Given
        int source = startWithOneRow();
        String asOf = get("/charts/escs").header("Freshet-As-Of");
        String chart = body("escs");

        // When
        absence.accept(toWarehouse);
        tables.submit(source, ONE);
        double before = age();

        // Then: longer than a refresh may take
        eventually(() -> assertThat(age()).isGreaterThan(before + 2));
        get("/charts/escs").then().statusCode(200).header("Freshet-As-Of", asOf);
        assertThat(body("escs")).isEqualTo(chart);
        assertThat(body("submissions")).isEqualTo("{\"count\":1}");
        get("/q/health/ready").then().statusCode(200);

        // When
        toWarehouse.pass();
        tables.stand(source, 2, "now()", "live", "now()");

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));
        eventually(
                () -> assertThat(get("/charts/escs").header("Freshet-As-Of")).isGreaterThan(asOf));
    }

    @Test
    @Order(2)
    void goesOnAfterEveryResetOfItsConnections() {
        // Given
        int source = startWithOneRow();

        for (int count = 2; count <= 5; count++) {
            // When
            toWarehouse.reset();
            toBroker.reset();
            tables.submit(source, ONE);

            // Then
            String expected = "{\"count\":%d}".formatted(count);
            eventually(() -> assertThat(body("submissions")).isEqualTo(expected));
        }
    }

    @ParameterizedTest(name = "goesByTheWarehouseWhileTheBroker {0}")
    @MethodSource("absences")
    @Order(2)
    void goesByTheWarehouseWhileTheBroker(Consumer<FaultProxy> absence) {
        // Given
        int source = startWithOneRow();

        // When
        absence.accept(toBroker);
        tables.submit(source, ONE);
        tables.stand(source, 2, "now() - interval '5 seconds'", "catching-up", "now()");

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));
        eventually(() -> assertThat(status()).isEqualTo("catching-up"));

        // When
        toBroker.pass();

        // Then
        try (TestPoller poller = new TestPoller(bus)) {
            eventually(
                    () -> {
                        poller.say("fra", 1, 2, Instant.now(), SourceState.UNREACHABLE);
                        assertThat(status()).isEqualTo("unreachable");
                    });
        }
    }

    @Test
    @Order(2)
    void isExactByItselfWhereTheWarehouseIsDroppedAndMadeAnew() {
        // Given: two rows, and the word of a poller that has opened the source often
        int source = startWithOneRow();
        tables.submit(source, ONE);
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));
        try (TestPoller poller = new TestPoller(bus)) {
            eventually(
                    () -> {
                        poller.say("fra", 1_000, 7, Instant.now(), SourceState.DRIFTED);
                        assertThat(status()).isEqualTo("drifted");
                    });
        }

        // When: its next poller begins with the first fence
        warehouse.recreate();
        tables.fresh();
        int anew = tables.source("fra", "FRA");
        tables.submit(anew, ONE);

        // Then
        assertThat(anew).isEqualTo(source);
        eventually(
                () -> {
                    tables.stand(anew, 1, "now()", "live", "now()");
                    assertThat(status()).isEqualTo("live");
                });
        assertThat(body("submissions")).isEqualTo("{\"count\":1}");
        assertThat(age()).isLessThan(10);
    }
}
