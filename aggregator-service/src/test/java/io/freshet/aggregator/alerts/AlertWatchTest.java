package io.freshet.aggregator.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.sun.net.httpserver.HttpServer;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.runtime.alerts.AlertSender;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told of a real warehouse and a real broker, by a webhook. */
class AlertWatchTest {

    private static TestDatabase warehouse;
    private static Vertx vertx;
    private static Pool pool;
    private static TestDatabase.Login owner;

    private final String prefix = "alerts-" + UUID.randomUUID();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer slack;
    private FreshetConfig config;
    private AlertWatch watch;

    @BeforeAll
    static void prepare() {
        warehouse = TestServers.postgres().createDatabase("alerts");
        WarehouseRights rights = WarehouseRights.of(warehouse);
        owner = rights.login("aggregator");
        WarehouseMigration.run(rights.owner());
        vertx = Vertx.vertx();
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(warehouse.url())
                                        .setUser(owner.username())
                                        .setPassword(owner.password()))
                        .using(vertx)
                        .build();
    }

    @AfterAll
    static void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        warehouse.close();
    }

    @BeforeEach
    void start() throws IOException {
        slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        slack.createContext(
                "/hook",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    if (status == 200) {
                        posted.add(new JsonObject(body).getString("text"));
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        slack.start();
        config =
                new ConfigurationReader(Map.of())
                        .read(
                                "freshet.yaml",
                                new StringReader(
                                        """
                                        broker: {url: "%s"}
                                        warehouse: {url: "%s", username: "%s", password: "%s"}
                                        alerts:
                                          on: [drift, stale-source, dead-letter, schema-change, completion]
                                          slack: {url: "http://localhost:%d/hook"}
                                        """
                                                .formatted(
                                                        TestServers.broker().url(),
                                                        warehouse.url(),
                                                        owner.username(),
                                                        owner.password(),
                                                        slack.getAddress().getPort())),
                                Path.of("."));
        watch = replica();
        source("alb", "live", "");
    }

    @AfterEach
    void stop() throws Exception {
        try (Connection connection = broker();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(new BusTopology(prefix).deadLetterQueue());
        }
        slack.stop(0);
        warehouse.execute("truncate freshet.source, freshet.alert, freshet.alert_sender cascade");
    }

    private AlertWatch replica() {
        return new AlertWatch(
                config.alerts(),
                new AlertSender(vertx),
                new AlertStore(pool, new AlertingSettings()),
                new DeadLetterCount(config, prefix),
                new AlertMetrics(registry),
                Clock.systemUTC());
    }

    private void source(String name, String state, String detail) {
        warehouse.execute(
                "insert into freshet.source (name, pipeline) values ('%s', 'pisa')".formatted(name),
                "insert into freshet.source_status (source_id, fence, sequence, as_of, state, detail) select id, 1, 1, now(), '%s', '%s' from freshet.source where name = '%s'"
                        .formatted(state, detail, name));
    }

    private void status(String assignment) {
        warehouse.execute("update freshet.source_status set " + assignment);
    }

    /** A look after the shortest time between two messages. */
    private void lookLater() {
        warehouse.execute("update freshet.alert_sender set tried_at = '-infinity'");
        watch.look();
    }

    private double count(String meter) {
        return registry.get(meter).tag("way", "slack").counter().count();
    }

    @Test
    void aHealthySourceIsNoNews() {
        watch.look();
        assertThat(posted).isEmpty();
        assertThat(count("freshet.alerts.sent")).isZero();
    }

    @Test
    void aSourceThatDriftsIsToldOfOnceAndItsReturnToo() {
        status(
                "state = 'drifted', detail = 'table responses has no column escs', tables = '[{\"table\":\"x\",\"state\":\"unreachable\",\"detail\":\"no right\"}]'");
        watch.look();
        lookLater();
        status("state = 'live', detail = '', tables = '[]'");
        lookLater();
        lookLater();
        assertThat(posted).hasSize(2);
        assertThat(posted.get(0))
                .contains("alb drifted", "table responses has no column escs")
                .contains("alb table x drifted", "no right");
        assertThat(posted.get(1)).contains("alb no longer drifted", "alb table x no longer");
        assertThat(count("freshet.alerts.sent")).isEqualTo(2);
    }

    @Test
    void aSourceIsStaleWhereNothingWasReadOrNobodyTells() {
        status("state = 'unreachable', as_of = now() - interval '6 minutes'");
        source("bra", "live", "");
        warehouse.execute(
                "update freshet.source_status set updated_at = now() - interval '6 minutes', as_of = null where state = 'live'");
        watch.look();

        assertThat(posted)
                .singleElement()
                .asString()
                .contains("alb stale", "it is unreachable; it was read completely at")
                .contains("bra stale", "no poller tells of it; it was never read completely");
    }

    @Test
    void aFirstReadTakesAsLongAsItTakes() {
        status("state = 'catching-up', as_of = null");
        warehouse.execute("update freshet.source set registered_at = now() - interval '1 day'");
        watch.look();
        assertThat(posted).isEmpty();
    }

    @Test
    void whatAStatusQuotesOfRowsIsNotTold() {
        status(
                "state = 'unreachable', detail = 'invalid input: \"secret\"', as_of = now() - interval '1 hour'");
        watch.look();

        assertThat(posted).singleElement().asString().doesNotContain("secret");
    }

    @Test
    void sourcesThatAreNotDeclaredAreNotToldOf() {
        status("state = 'drifted'");
        warehouse.execute("update freshet.source set declared = false");
        watch.look();
        assertThat(posted).isEmpty();
    }

    @Test
    void aFirstReadThatIsCompleteIsToldOfWhereThatIsWanted() {
        warehouse.execute(
                "insert into freshet.table_mark (source_id, table_name, backfilled) select id, 'responses', true from freshet.source");
        watch.look();

        assertThat(posted).singleElement().asString().startsWith("*Freshet: alb read completely*");
    }

    @Test
    void aSchemaThatNeedsAttentionIsToldOfOnceAndOneThatDoesNotIsNot() {
        warehouse.execute(
                "insert into freshet.source_schema (source_id, table_name, version, columns, severity, change) select id, 'responses', v, '[]', s, c from freshet.source, (values (1, 'first', '9 columns'), (2, 'attention', 'column escs is text and was numeric'), (3, 'harmless', 'column memo (text) is new')) as x (v, s, c)");
        watch.look();
        lookLater();

        assertThat(posted)
                .singleElement()
                .asString()
                .startsWith("*Freshet: alb table responses, version 2 has another schema*")
                .contains("attention: column escs is text and was numeric")
                .doesNotContain("memo");
    }

    @Test
    void deadLettersAreToldOfUntilThereAreNone() throws Exception {
        String queue = new BusTopology(prefix).deadLetterQueue();
        try (Connection connection = broker();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.queueDeclare(queue, true, false, false, null);
            channel.basicPublish("", queue, null, "rubbish".getBytes(UTF_8));
            channel.waitForConfirmsOrDie(5_000);
            watch.look();
            channel.queuePurge(queue);
        }
        lookLater();

        assertThat(posted).hasSize(2);
        assertThat(posted.get(0))
                .startsWith("*Freshet: the queue of dead letters not empty*")
                .contains("1 wait; see ./freshet dead-letters list")
                .doesNotContain("rubbish");
    }

    @Test
    void ofTwoReplicasOneTellsAndTheOtherKnows() {
        status("state = 'drifted'");
        AlertWatch other = replica();
        watch.look();
        other.look();
        warehouse.execute(
                "update freshet.alert_sender set tried_at = '-infinity', expires_at = '-infinity'");
        other.look();

        assertThat(posted).hasSize(1);
    }

    @Test
    void aMessageThatIsNotTakenIsCountedAndSentLater() {
        status("state = 'drifted'");
        status = 404;
        watch.look();
        assertThat(count("freshet.alerts.failed")).isEqualTo(1);
        status = 200;
        watch.look();
        assertThat(posted).as("too soon").isEmpty();
        lookLater();

        assertThat(posted).singleElement().asString().startsWith("*Freshet: alb drifted*");
    }

    private static Connection broker() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestServers.broker().url());
        return factory.newConnection();
    }
}
