package io.freshet.aggregator;

import static io.freshet.aggregator.TestEvents.opened;
import static io.freshet.aggregator.TestEvents.rows;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.rabbitmq.client.GetResponse;
import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEventCodec;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@QuarkusTest
@QuarkusTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "aggregator"),
        restrictToAnnotatedClass = true)
class AggregatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static int sources;

    TestBus bus;
    TestDatabase warehouse;
    WebPort management;
    private TestEvents events;
    private String source;

    @BeforeEach
    void open() throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        events = new TestEvents(bus, warehouse);
        source = "source" + ++sources;
        warehouse.execute(
                "insert into freshet.source (name, pipeline, attributes) values ('%s', 'pisa', '{\"country\": \"FRA\"}')"
                        .formatted(source));
    }

    @AfterEach
    void close() throws Exception {
        events.close();
    }

    private List<String> query(String sql) {
        return warehouse.query(sql.formatted(source));
    }

    private void awaitApplied(long sequence) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(
                                                query(
                                                        "select sequence from freshet.applied join"
                                                                + " freshet.source s on s.id ="
                                                                + " source_id where name = '%s'"))
                                        .containsExactly(Long.toString(sequence)));
    }

    private GetResponse awaitDeadLetter() {
        return await().atMost(LIMIT)
                .until(() -> events.deadLetter().orElse(null), message -> message != null);
    }

    private static String header(GetResponse message, String name) {
        return String.valueOf(message.getProps().getHeaders().get(name));
    }

    @Test
    void appliesWhatPollersPublishAndTellsListeners() throws Exception {
        // Given
        try (Connection listener = warehouse.connect();
                Statement statement = listener.createStatement()) {
            statement.execute("listen freshet_applied");

            // When
            events.publish(opened(source, 1), rows(source, 1, 1, 1, 2), rows(source, 1, 2, 3));
            awaitApplied(2);

            // Then
            assertThat(
                            query(
                                    "select rows || ' ' || escs_sum from pisa.by_country b join"
                                            + " freshet.source s on s.id = b.source_id where name ="
                                            + " '%s'"))
                    .containsExactly("3 4.5");
            PGConnection told = listener.unwrap(PGConnection.class);
            PGNotification last;
            do {
                PGNotification[] more = told.getNotifications((int) LIMIT.toMillis());
                assertThat(more).isNotEmpty();
                last = more[more.length - 1];
            } while (!last.getParameter().contains("\"sequence\":2"));
            assertThat(last.getName()).isEqualTo("freshet_applied");
            assertThat(last.getParameter())
                    .contains("\"fence\":1", "\"sequence\":2", "\"version\":");
        }
    }

    @Test
    void registersASourceThatNoPollerRegistered() throws Exception {
        // Given
        source = "unregistered" + sources;

        // When
        events.publish(rows(source, 1, 1, 1));

        // Then: its rows are refused, as its epoch was not opened, but from now on it is
        // known; charts leave it out until a poller declares it
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(
                                                query(
                                                        "select pipeline || ' ' || declared from"
                                                                + " freshet.source where name = '%s'"))
                                        .containsExactly("pisa false"));
    }

    @Test
    void keepsAnUnreadableMessageWithItsReason() throws Exception {
        // When
        events.publishBytes(source, "rubbish".getBytes(StandardCharsets.UTF_8));

        // Then
        GetResponse message = awaitDeadLetter();
        assertThat(new String(message.getBody(), StandardCharsets.UTF_8)).isEqualTo("rubbish");
        assertThat(header(message, BusTopology.REASON_HEADER)).contains("not a change event");
        assertThat(header(message, BusTopology.ORIGIN_HEADER))
                .isEqualTo(bus.topology().changesQueue(BusTopology.partitionOf(source)));
        assertThat(header(message, BusTopology.VERSION_HEADER)).isEqualTo("1");
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() throws Exception {
        // Given
        String encoded =
                new String(ChangeEventCodec.encode(opened(source, 1)), StandardCharsets.UTF_8);

        // When
        events.publishBytes(
                source,
                encoded.replace("\"version\":1", "\"version\":2").getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(header(awaitDeadLetter(), BusTopology.REASON_HEADER)).contains("version 2");
    }

    @Test
    void goesOnAfterAnEventWhoseColumnsDoNotFit() throws Exception {
        // Given
        String misfit =
                new String(ChangeEventCodec.encode(rows(source, 1, 1, 1)), StandardCharsets.UTF_8)
                        .replace("\"escs\"", "\"other\"");
        events.publish(opened(source, 1));

        // When
        events.publishBytes(source, misfit.getBytes(StandardCharsets.UTF_8));
        events.publish(rows(source, 1, 2, 2));

        // Then
        GetResponse message = awaitDeadLetter();
        assertThat(header(message, BusTopology.REASON_HEADER)).contains("other");
        assertThat(header(message, BusTopology.SOURCE_HEADER)).isEqualTo(source);
        awaitApplied(2);
        assertThat(management.get("/q/metrics"))
                .doesNotContain("reason=\"gap\",source=\"%s\"".formatted(source));
    }

    @Test
    void keepsAnEventThatTheWarehouseWillNeverTake() throws Exception {
        // Given
        warehouse.execute(
                "alter table pisa.responses add constraint sane check (row_key <> 666) not valid");
        events.publish(opened(source, 1));

        // When
        events.publish(rows(source, 1, 1, 665), rows(source, 1, 2, 666), rows(source, 1, 3, 667));

        // Then
        assertThat(header(awaitDeadLetter(), BusTopology.REASON_HEADER)).contains("sane");
        awaitApplied(3);
        assertThat(
                        query(
                                "select row_key from pisa.responses r join freshet.source s on s.id"
                                        + " = r.source_id where name = '%s' order by 1"))
                .containsExactly("665", "667");
    }

    @Test
    void showsQuarantinedValuesByPage() throws Exception {
        // Given
        events.publish(opened(source, 1));
        String bad =
                new String(
                                ChangeEventCodec.encode(rows(source, 1, 1, 1, 2, 3)),
                                StandardCharsets.UTF_8)
                        .replace("\"1.5\"", "\"many\"");

        // When
        events.publishBytes(source, bad.getBytes(StandardCharsets.UTF_8));
        awaitApplied(1);

        // Then
        operator()
                .queryParam("source", source)
                .queryParam("size", 2)
                .queryParam("page", 1)
                .get("/aggregator/quarantine")
                .then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("values.size()", equalTo(1))
                .body("values[0].key", equalTo(3))
                .body("values[0].column", equalTo("escs"))
                .body("values[0].value", equalTo("many"))
                .body("values[0].reason", equalTo("not-a-number"));
        assertThat(management.get("/q/metrics"))
                .contains(
                        "freshet_rows_quarantined_total{reason=\"not-a-number\",source=\"%s\"} 3.0"
                                .formatted(source));
    }

    @Test
    void explainsBadRequests() {
        operator()
                .get("/aggregator/quarantine")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("source"));
        operator()
                .queryParam("source", source)
                .queryParam("size", "0")
                .get("/aggregator/quarantine")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo("size"));
        operator()
                .queryParam("source", "nobody")
                .get("/aggregator/quarantine")
                .then()
                .statusCode(404);
    }

    private RequestSpecification operator() {
        return given().port(management.number());
    }

    @Test
    void listsTheSchemasOfASourcesTables() {
        warehouse.execute(
                "insert into freshet.source_schema (source_id, table_name, version, columns, severity, change) select id, 'responses', v, jsonb_build_array(jsonb_build_object('name', 'id', 'type', 'bigint', 'notNull', true)), s, c from freshet.source, (values (1, 'first', '1 columns'), (2, 'attention', 'column cnt may be null now')) as x (v, s, c) where name = '%s'"
                        .formatted(source));

        operator()
                .queryParam("source", source)
                .get("/aggregator/schemas")
                .then()
                .statusCode(200)
                .body("source", equalTo(source))
                .body("versions.version", contains(2, 1))
                .body("versions[0].severity", equalTo("attention"))
                .body("versions[0].change", equalTo("column cnt may be null now"))
                .body("versions[0].columns[0].type", equalTo("bigint"));
        operator().get("/aggregator/schemas").then().statusCode(400);
        operator().queryParam("source", "nobody").get("/aggregator/schemas").then().statusCode(404);
    }

    @Test
    void listsTheTablesItMade() {
        operator()
                .get("/aggregator/catalogue")
                .then()
                .statusCode(200)
                .body("object", hasItems("responses", "by_country", "over_time"));
    }
}
