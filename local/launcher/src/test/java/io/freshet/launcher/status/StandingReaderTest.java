package io.freshet.launcher.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.warehouse.layout.AuditSql;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found out of warehouses in which much, little and nothing has happened. */
class StandingReaderTest {

    private static final Path FILE = Path.of("my.yaml");

    private final TestDatabase warehouse =
            TestServers.postgres().createDatabase("status_warehouse");
    private final Vertx vertx = Vertx.vertx();
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
        vertx.close();
        warehouse.close();
    }

    @Test
    void ofAnEmptyWarehouseItIsSaidThatNothingHasRunAndHowToStartIt() {
        InstallationStanding standing = read();

        assertThat(standing.problem())
                .isEqualTo(
                        "Nothing has run on this warehouse yet. Start it: ./freshet up --config my.yaml");
        assertThat(standing.sources()).extracting(SourceStanding::state).containsOnly("unknown");
        assertThat(standing.isWell()).isFalse();
    }

    @Test
    void whereTheServicesHaveEndedItIsSaidThatNothingRunsAndSinceWhen() {
        prepare("now() - interval '1 hour'", "live", "");
        web.stop(0);

        InstallationStanding standing = read();

        assertThat(standing.problem())
                .startsWith(
                        "Nothing runs: no poller speaks for any source, and nothing answers at http://127.0.0.1:")
                .endsWith("Start it: ./freshet up --config my.yaml");
        assertThat(source(standing, "fra").state()).isEqualTo("stale");
        assertThat(source(standing, "fra").waitsFor())
                .startsWith("a poller: none has said anything");
        assertThat(chart(standing, "escs").state()).isEqualTo("not-served");
    }

    @Test
    void besideServicesThatRunTheirWordIsPassedOnWithRowsAndGroups() {
        prepare("now()", "catching-up", "responses: reading, 40 % of about 600,000 rows");
        answer("/charts/", 200, "{\"datasets\":[]}");

        InstallationStanding standing = read();

        assertThat(standing.problem()).isEmpty();
        assertThat(source(standing, "fra"))
                .extracting(SourceStanding::state, SourceStanding::waitsFor, SourceStanding::rows)
                .containsExactly(
                        "catching-up", "responses: reading, 40 % of about 600,000 rows", 5L);
        assertThat(source(standing, "ita").state()).isEqualTo("unknown");
        ChartStanding chart = chart(standing, "escs");
        assertThat(chart.rows()).hasValue(5);
        assertThat(chart.groups()).hasValue(2);
        assertThat(chart.state()).isEqualTo("catching-up");
        assertThat(chart.waitsFor()).isEqualTo("sources fra, ita");
    }

    @Test
    void aTableThatIsSetAsideMakesItsChartsStaleAndNoOthers() {
        prepare("now()", "live", "table responses is set aside");
        warehouse.execute(
                "update freshet.source_status set tables = '[{\"table\":\"responses\",\"state\":\"drifted\",\"detail\":\"no column escs\",\"asOf\":60000000}]'");
        answer("/charts/", 200, "{\"datasets\":[]}");

        InstallationStanding standing = read();

        assertThat(source(standing, "fra").state()).isEqualTo("live");
        assertThat(source(standing, "fra").isWell()).isFalse();
        assertThat(chart(standing, "escs").state()).isEqualTo("stale");
        assertThat(chart(standing, "escs").isWell()).isFalse();
        assertThat(chart(standing, "escs").waitsFor()).isEqualTo("source fra: no column escs");
        assertThat(chart(standing, "freshness").state()).isNotEqualTo("stale");
    }

    @Test
    void aChartThatIsRefusedSaysWhy() {
        prepare("now()", "live", "");
        answer("/charts/", 503, "{\"detail\":\"more groups than it may have\"}");

        ChartStanding chart = chart(read(), "escs");

        assertThat(chart.state()).isEqualTo("refused");
        assertThat(chart.waitsFor()).isEqualTo("more groups than it may have");
    }

    @Test
    void tablesOfAnotherDefinitionAreSaidToWaitForTheAggregator() {
        prepare("now()", "live", "");
        warehouse.execute("update freshet.definition set revision = revision + 1");
        answer("/charts/", 200, "{\"datasets\":[]}");

        ChartStanding chart = chart(read(), "escs");

        assertThat(chart.state()).isEqualTo("building");
        assertThat(chart.waitsFor()).contains("an aggregator that starts with this definition");
    }

    @Test
    void aChartThatIsMadeOfTheRowsHeldSaysHowManySourcesAreToGo() {
        prepare("now()", "live", "");
        warehouse.execute(
                "insert into freshet.building (pipeline, object, source_id)"
                        + " select 'pisa', 'by_country', id from freshet.source");
        answer("/charts/", 503, "{\"detail\":\"it is being made\"}");

        ChartStanding chart = chart(read(), "escs");

        assertThat(chart.state()).isEqualTo("building");
        assertThat(chart.waitsFor()).endsWith("1 source to go");
    }

    @Test
    void anAuditThatGoesOnIsSeenWithHowFarItHasCome() throws SQLException {
        prepare("now()", "live", "");
        assertThat(read().audits()).isEmpty();
        int fra = Integer.parseInt(warehouse.query("select id from freshet.source").get(0));
        try (Connection auditor = warehouse.connect();
                Statement statement = auditor.createStatement()) {
            statement.execute(AuditSql.say(fra, 37));

            assertThat(read().audits()).containsExactly(new AuditStanding("pisa", "fra", 37));
        }
    }

    @Test
    void rowsThatAreSetAsideAreCountedOnceAndValuesOfOthersByThemselves() {
        prepare("now()", "live", "");
        assertThat(read().quarantined()).isEmpty();
        warehouse.execute(
                "insert into freshet.quarantine (source_id, table_name, row_key, column_name, value, reason, row_aside)"
                        + " select id, 'responses', k, c, 'x', 'refused', k < 3 from freshet.source,"
                        + " (values (1, 'escs'), (1, 'belong'), (2, 'escs'), (3, 'escs')) as v (k, c)");

        assertThat(read().quarantined()).containsExactly(new QuarantineStanding("fra", 2, 1));
    }

    private void answer(String path, int status, String body) {
        web.createContext(
                path,
                exchange -> {
                    byte[] bytes = body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    /** A warehouse with source fra, of which five rows of two countries are held. */
    private void prepare(String saidAt, String state, String detail) {
        new WarehousePreparation(config()).prepare();
        warehouse.execute(
                "insert into freshet.source (name, pipeline) values ('fra', 'pisa')",
                "insert into freshet.applied (source_id, fence, sequence) select id, 1, 1 from freshet.source",
                "insert into freshet.source_status (source_id, fence, sequence, state, detail, updated_at)"
                        + " select id, 1, 1, '%s', '%s', %s from freshet.source"
                                .formatted(state, detail, saidAt),
                "insert into freshet.key_range (source_id, table_name, range_number, rows, digest, version)"
                        + " select id, 'responses', 0, 5, 7, 1 from freshet.source",
                "insert into pisa.by_country select id, c, r, 0, 0, 0, 0, 0, 0, 0, 0, 1 from freshet.source,"
                        + " (values ('FRA', 4), ('ITA', 1), ('ESP', 0)) as v (c, r)");
    }

    private static SourceStanding source(InstallationStanding standing, String name) {
        return standing.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ChartStanding chart(InstallationStanding standing, String name) {
        return standing.charts().stream()
                .filter(chart -> chart.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private InstallationStanding read() {
        return StatusCommand.read(vertx, config(), FILE);
    }

    private FreshetConfig config() {
        String text =
                new FreshetFile()
                        .warehouse(warehouse)
                        .http(new WebPorts(new WebPort(web.getAddress().getPort()), WebPort.free()))
                        .source("fra", warehouse)
                        .source("ita", warehouse)
                        .text();
        return new ConfigurationReader(Map.of())
                .read("my.yaml", new StringReader(text), Path.of("."));
    }
}
