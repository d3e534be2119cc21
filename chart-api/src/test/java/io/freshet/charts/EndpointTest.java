package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.WebPort;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;

/** A service that reads a warehouse of the test's own, which is new and empty at first. */
abstract class EndpointTest {

    /** How long anything may take on a busy machine. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** A row that every chart shows. */
    static final String ONE = "('FRA', 1, 60, 1, 1, now())";

    TestDatabase warehouse;
    TestBus bus;
    WebPort management;
    TestWarehouse tables;
    SqlCharts sql;

    @BeforeEach
    void startAfresh() {
        tables = new TestWarehouse(warehouse).fresh();
        sql = new SqlCharts(tables);
        eventually(() -> assertThat(body("freshness")).isEqualTo("{\"datasets\":[]}"));
        awaitCount(0);
    }

    static void eventually(ThrowingRunnable holds) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(holds);
    }

    /** Waits until the charts show so many rows. */
    static void awaitCount(int count) {
        eventually(
                () -> assertThat(body("submissions")).isEqualTo("{\"count\":%d}".formatted(count)));
    }

    /** The body of a chart; the query as it is sent. */
    static String body(String path) {
        // one that is kept would count against what an address may have
        return given().urlEncodingEnabled(false)
                .header("Connection", "close")
                .get("/charts/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** What the service tells of itself, as Prometheus reads it. */
    String metrics() {
        return management.get("/q/metrics");
    }

    /** How a source stands according to the chart. */
    static JsonPath freshness(String source) {
        return get("/charts/freshness")
                .jsonPath()
                .setRootPath("datasets.find{it.id=='%s'}".formatted(source));
    }
}
