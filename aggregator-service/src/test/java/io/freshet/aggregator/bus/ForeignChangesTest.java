package io.freshet.aggregator.bus;

import static io.freshet.aggregator.TestEvents.opened;
import static io.freshet.aggregator.TestEvents.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.TestEvents;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that do not say that they are for this warehouse change nothing, and are counted. */
@QuarkusTest
@QuarkusTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "aggregator"),
        restrictToAnnotatedClass = true)
class ForeignChangesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SOURCE = "own";

    TestBus bus;
    TestDatabase warehouse;
    WebPort management;

    @Test
    void refusesWhatIsForAnotherInstallationOrForNobody() throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        warehouse.execute("insert into freshet.source (name, pipeline) values ('own', 'pisa')");
        try (TestEvents events = new TestEvents(bus, warehouse)) {
            // When
            events.publish(opened(SOURCE, 1), rows(SOURCE, 1, 1, 1, 2));
            events.publishFor(
                    Map.of(BusTopology.INSTALLATION_HEADER, UUID.randomUUID().toString()),
                    opened(SOURCE, 9),
                    rows(SOURCE, 9, 1, 3),
                    rows("nowhere", 9, 1, 3));
            events.publishFor(Map.of(), opened(SOURCE, 8));
            events.publish(rows(SOURCE, 1, 2, 4));

            // Then
            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    warehouse.query(
                                                            "select row_key from pisa.responses"
                                                                    + " order by 1"))
                                            .containsExactly("1", "2", "4"));
            assertThat(warehouse.query("select name from freshet.source")).containsExactly(SOURCE);
            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(management.get("/q/metrics"))
                                            .contains("freshet_changes_foreign_total 4.0"));
            assertThat(events.deadLetter()).isEmpty();
        }
    }
}
