package io.freshet.aggregator.bus;

import static io.freshet.aggregator.TestEvents.opened;
import static io.freshet.aggregator.TestEvents.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.TestEvents;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.quarkus.DisturbedServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broker and warehouse are lost at random points while events keep coming. */
@QuarkusTest
@WithTestResource(
        value = DisturbedServers.class,
        initArgs = {
            @ResourceArg(name = "prefix", value = "aggregator"),
            @ResourceArg(name = "freshet.aggregator.apply-timeout", value = "3s")
        })
class AggregatorFaultsTest {

    private static final int SOURCES = 8;
    private static final int FAULTS = 12;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    TestBus bus;
    TestDatabase warehouse;
    WebPort management;
    FaultProxy toBroker;
    FaultProxy toWarehouse;

    private TestEvents events;
    private final long[] sequences = new long[SOURCES];

    @BeforeEach
    void open() throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        events = new TestEvents(bus, warehouse);
        for (int source = 0; source < SOURCES; source++) {
            warehouse.execute(
                    "insert into freshet.source (name, pipeline) values ('%s', 'pisa') on conflict do nothing"
                            .formatted(name(source)));
            events.publish(opened(name(source), 1));
        }
    }

    @AfterEach
    void close() throws Exception {
        events.close();
    }

    private static String name(int source) {
        return "faulty" + source;
    }

    private void publishSome(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int source = 0; source < SOURCES; source++) {
                long sequence = ++sequences[source];
                events.publish(rows(name(source), 1, sequence, sequence * 3, sequence * 3 + 1));
            }
        }
    }

    /**
     * The service has met the fault: it is connected anew, is not ready, or waits for an answer.
     */
    private static Callable<Boolean> felt(FaultProxy victim, int kind) {
        return switch (kind) {
            case 0 -> () -> victim.connections() > 0;
            case 1 -> () -> given().get("/q/health/ready").statusCode() == 503;
            default -> victim::isHolding;
        };
    }

    private List<String> query(String sql) {
        return warehouse.query(sql);
    }

    @Test
    void losesAndDoublesNothingWhileServersComeAndGo() throws Exception {
        // Given
        Random random = new Random(20181123);

        // When
        for (int fault = 0; fault < FAULTS; fault++) {
            publishSome(3);
            FaultProxy victim = fault % 2 == 0 ? toBroker : toWarehouse;
            switch (fault / 2 % 3) {
                case 0 -> victim.reset();
                case 1 -> victim.refuse();
                default -> victim.hang();
            }
            publishSome(3);
            await().atMost(LIMIT).until(felt(victim, fault / 2 % 3));
            victim.pass();
            publishSome(random.nextInt(3));
        }

        // Then: all is applied, in order, once
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(query("select distinct sequence from freshet.applied"))
                                        .containsExactly(Long.toString(sequences[0])));
        long expected = 2L * SOURCES * sequences[0];
        assertThat(query("select count(*) from pisa.responses"))
                .containsExactly(Long.toString(expected));
        assertThat(query("select sum(rows) || ' ' || sum(escs_sum) from pisa.by_country"))
                .containsExactly(expected + " " + (expected * 3 / 2) + ".0");
        assertThat(query("select sum(rows) from freshet.key_range"))
                .containsExactly(Long.toString(expected));
        assertThat(management.get("/q/metrics"))
                .doesNotContain("reason=\"gap\"")
                .contains("freshet_changes_applied_total")
                .containsPattern("freshet_retries_total\\{stage=\"read\"} [1-9]")
                .containsPattern("freshet_retries_total\\{stage=\"apply\"} [1-9]");
        assertThat(events.deadLetter()).isEmpty();
    }
}
