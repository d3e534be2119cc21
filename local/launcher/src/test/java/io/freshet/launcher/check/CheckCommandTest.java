package io.freshet.launcher.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check says of sources that are not as they should be, and of a Freshet that runs. */
class CheckCommandTest {

    private static final String COLUMNS =
            "cnt text, escs text, tmins text, belong text, durecec text";

    private final TestDatabase warehouse = TestServers.postgres().createDatabase("check_warehouse");
    private final TestDatabase good = TestServers.postgres().createDatabase("check_good");
    private final TestDatabase bad = TestServers.postgres().createDatabase("check_bad");
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.start();
        answer("{\"charts\":[]}");
        for (TestDatabase source : List.of(good, bad)) {
            source.reader();
            source.execute(
                    "create table responses (id bigint unique, %s)".formatted(COLUMNS),
                    "insert into responses (id, cnt) values (1, 'FRA'), (2, 'FRA')");
        }
    }

    @AfterEach
    void close() {
        web.stop(0);
        good.close();
        bad.close();
        warehouse.close();
    }

    private void answer(String body) {
        web.createContext(
                "/charts",
                exchange -> {
                    byte[] bytes = body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    @Test
    void aRunningFreshetIsKnownWhateverChartsItHas() {
        assertThat(check(false))
                .contains("port %d: Freshet answers there".formatted(web.getAddress().getPort()));
    }

    @Test
    void anythingElseOnThePortIsSaidToBeInUse() {
        web.removeContext("/charts");
        answer("hello");

        assertThat(check(false)).containsPattern("port \\d+ is in use.*; or change http.port");
    }

    @Test
    void anAuditComparesWhatCanBeReadAndNamesWhatCannot() {
        bad.execute("alter table responses enable row level security");

        String said = check(true);

        assertThat(said)
                .contains("source bad               FAILED", "row-level security may hide rows")
                .contains(
                        "audit bad                FAILED  not compared: the source cannot be read")
                .contains("source good              ok", "audit good ");
    }

    @Test
    void aSourceWhoseConnectionsAreAllTakenIsNamedAndTheOthersAreChecked() throws Exception {
        Login reader = bad.reader();
        bad.execute("alter role %s connection limit 1".formatted(reader.username()));
        try (Connection taken =
                DriverManager.getConnection(
                        "jdbc:" + bad.url(), reader.username(), reader.password())) {
            assertThat(taken.isValid(5)).isTrue();

            assertThat(check(true))
                    .contains(
                            "FAILED  at sign-in (well: name, TCP): ",
                            "too many connections for role",
                            "raise max_connections, or the limit of role")
                    .contains("audit bad                FAILED  not compared")
                    .contains("source good              ok", "audit good ");
        }
    }

    @Test
    void rowsThatWouldBeLeftOutAreAFailureAndWhatMightBeBetterIsANote() {
        bad.execute(
                "insert into responses (cnt) values ('FRA')",
                "alter role %s set statement_timeout = '2s'".formatted(bad.reader().username()));

        assertThat(check(false))
                .contains("source bad               FAILED")
                .contains(
                        "table responses readable, highest id 2; 1 rows of public.responses have no id")
                .contains("run: alter table public.responses alter id set not null")
                .contains("source bad               note    statements of")
                .contains("definition pisa          ok      its tables can be made, and ")
                .contains(
                        "chart escs               note    holds ", "cost                     note")
                .contains("source good              ok");
    }

    @Test
    void schemasThatHaveChangedAreNoted() {
        WarehouseMigration.run(WarehouseRights.of(warehouse).owner());
        warehouse.execute(
                "insert into freshet.source (name, pipeline) values ('good', 'pisa'), ('bad', 'pisa')",
                "insert into freshet.source_schema (source_id, table_name, version, columns, severity, change) select id, 'responses', v, '[]', s, c from freshet.source, (values (1, 'first', '9 columns'), (2, 'harmless', 'column memo (text) is new')) as x (v, s, c) where name = 'bad' or v = 1");

        assertThat(check(false))
                .contains(
                        "source bad               note    the schema of table responses is version 2 since")
                .contains("(harmless): column memo (text) is new")
                .doesNotContain("source good              note    the schema");
    }

    @Test
    void everyWayOfAlertingIsTriedAndWhatCameOfItIsSaid() throws IOException {
        List<String> posted = new CopyOnWriteArrayList<>();
        web.createContext(
                "/hook",
                exchange -> {
                    posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        String hook = "http://localhost:%d/%s".formatted(web.getAddress().getPort(), "%s");

        assertThat(check(alerts(hook.formatted("hook"))))
                .contains(
                        "alerts slack             ok      a webhook of localhost: a test message was taken");
        assertThat(posted).singleElement().asString().contains("a test of alerts");
        assertThat(check(alerts(hook.formatted("gone"))))
                .contains(
                        "alerts slack             FAILED  the webhook refuses messages (404); check alerts.slack.url");
        assertThat(check(new CheckCommand.Extent(false, true), ""))
                .contains("alerts                   FAILED  nobody is told of anything");
    }

    private String check(String alerts) {
        return check(new CheckCommand.Extent(false, true), alerts);
    }

    private static String alerts(String hook) {
        return "alerts: {slack: {url: \"%s\"}}%n".formatted(hook);
    }

    private String check(boolean audit) {
        return check(new CheckCommand.Extent(audit, false), "");
    }

    private String check(CheckCommand.Extent extent, String further) {
        String text =
                new FreshetFile()
                                .warehouse(warehouse)
                                .broker(TestServers.broker().url())
                                .http(
                                        new WebPorts(
                                                new WebPort(web.getAddress().getPort()),
                                                WebPort.free()))
                                .source("good", good)
                                .source("bad", bad)
                                .text()
                                .replace("    password", "    country: FRA\n    password")
                        + further;
        FreshetConfig config =
                new ConfigurationReader(Map.of())
                        .read("freshet.yaml", new StringReader(text), Path.of("."));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CheckCommand.run(
                config, extent, Duration.ZERO, new CheckReport(new PrintStream(said, true, UTF_8)));
        return said.toString(UTF_8);
    }
}
