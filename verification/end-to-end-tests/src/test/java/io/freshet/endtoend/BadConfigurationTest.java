package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong in a configuration ends {@code check} and {@code up}, or marks one source, with one
 * message that names the place and says what to do.
 */
@Tag("slow")
class BadConfigurationTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String GOOD = "FRA";

    @TempDir static Path folder;

    private static BrokenSources sources;
    private static TestDatabase warehouse;
    private static TestBus bus;

    @BeforeAll
    static void makeSources() {
        // One that surely asks for passwords.
        TestPostgres server = TestServers.embeddedPostgres();
        warehouse = server.createDatabase("bad_warehouse");
        bus = TestServers.broker().createBus("bad");
        sources = new BrokenSources(server);
    }

    @AfterAll
    static void end() {
        bus.close();
        sources.close();
        warehouse.close();
    }

    private static FreshetFile allSources() {
        return sources.addTo(new FreshetFile().warehouse(warehouse));
    }

    @Test
    void checkHasALineForEachSourceThatCannotBeRead() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            Path file =
                    allSources()
                            .broker(TestServers.broker().url())
                            .http(new WebPorts(new WebPort(busy.getLocalPort()), WebPort.free()))
                            .writeTo(folder.resolve("check.yaml"));

            ChildProcess check = ended("check", file);

            assertThat(check.awaitExit(SOON)).isEqualTo(1);
            assertThat(check.output())
                    .containsPattern("(?m)^broker +ok .*")
                    .containsPattern("(?m)^warehouse +ok .*PostgreSQL")
                    .containsPattern(
                            "(?m)^http +FAILED  port \\d+ is in use.*; or change http.port$")
                    .containsPattern("(?m)^source fra +ok .* table responses readable")
                    .containsPattern("(?m)^not well: 9 of 14, see the lines marked FAILED")
                    .doesNotContain("\tat ", "Exception");
            BrokenSources.REASONS.forEach(
                    (source, reason) ->
                            assertThat(check.output().lines())
                                    .filteredOn(
                                            line ->
                                                    line.matches(
                                                            "source %s +FAILED .*"
                                                                    .formatted(source)))
                                    .singleElement()
                                    .asString()
                                    .containsPattern("FAILED .*" + reason));
        }
    }

    @Test
    void upWaitsForTheBrokerAndReadsWhatCanBeRead() throws InterruptedException {
        FaultProxy proxy =
                FaultProxy.inFrontOf(TestServers.broker().host(), TestServers.broker().port());
        proxy.refuse();
        try (proxy;
                RunningFreshet freshet =
                        RunningFreshet.begin(
                                allSources().broker(proxy.reroute(TestServers.broker().url())),
                                bus,
                                folder)) {
            awaitComplaint(
                    freshet.process()::awaitLine,
                    "broker amqp://127.0.0.1:%d: nothing answers there; start the broker or check broker.url"
                            .formatted(proxy.port()));
            proxy.pass();
            freshet.process().awaitReady();

            BrokenSources.REASONS.forEach(
                    (source, reason) ->
                            freshet.process()
                                    .awaitLine(
                                            Pattern.compile(
                                                    "source %s \\(.*%s".formatted(source, reason)),
                                            SOON));
            awaitEachAsItIs(freshet);
            assertThat(freshet.process().output()).doesNotContain("\tat ", "Exception");
            assertStatusBeside(folder.resolve("freshet.yaml"));
        }
    }

    /** {@code status} passes on what pollers say, and finds that not all is well. */
    private static void assertStatusBeside(Path file) {
        Pattern live = Pattern.compile("(?m)^source +fra +live +[0-9.]+ s ago .*");
        ChildProcess status = ended("status", file);
        // A busy machine may keep the warehouse's answer, or the source's next reading, waiting.
        for (int again = 0; again < 5 && !live.matcher(status.output()).find(); again++) {
            status = ended("status", file);
        }

        assertThat(status.awaitExit(SOON)).as(status.output()).isEqualTo(1);
        assertThat(status.output())
                .containsPattern(live)
                .containsPattern("(?m)^source +pwd +unreachable .*password authentication failed")
                .containsPattern("(?m)^source +tab +drifted ")
                .containsPattern("(?m)^chart +escs +catching-up .* sources$")
                .doesNotContain("Nothing runs", "\tat ");
    }

    private static void awaitEachAsItIs(RunningFreshet freshet) throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        FreshnessChart chart = FreshnessChart.parse(freshet.get("/charts/freshness"));
        while (!chart.isFresh(GOOD) || !BrokenSources.areShownIn(chart)) {
            assertThat(System.nanoTime()).as("%s", chart).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
            chart = FreshnessChart.parse(freshet.get("/charts/freshness"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesAKeyThatIsNotKnownAndItsLine(String command) throws IOException {
        Path file = folder.resolve("unknown-key.yaml");
        Files.writeString(file, goodFile().text() + "wharehouse: {}\n");
        long line = Files.readAllLines(file).size();

        assertRefused(
                ended(command, file),
                "line %d(, column 13)?: wharehouse: unknown key; did you mean warehouse\\? known here:.*"
                        .formatted(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesAVariableThatIsNotSet(String command) throws IOException {
        Path file = folder.resolve("unset.yaml");
        Files.writeString(file, "broker:\n  url: amqp://freshet:${FRESHET_NO_SUCH}@127.0.0.1\n");

        assertRefused(
                ended(command, file),
                "line 2(, column 8)?: \\$\\{FRESHET_NO_SUCH}: the environment variable FRESHET_NO_SUCH is not set;"
                        + " set it, or write .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesAFileThatIsNotThere(String command) {
        assertRefused(
                ended(command, folder.resolve("nowhere.yaml")),
                "cannot read the configuration file .*nowhere.yaml: there is no such file; there is: .*");
    }

    @Test
    void upRefusesPortsThatAreInUse() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            WebPort taken = new WebPort(busy.getLocalPort());
            Map<String, WebPorts> choices =
                    Map.of(
                            "http.port", new WebPorts(taken, WebPort.free()),
                            "http.management-port", new WebPorts(WebPort.free(), taken));
            choices.forEach(
                    (key, ports) ->
                            assertRefused(
                                    ended(
                                            "up",
                                            goodFile()
                                                    .http(ports)
                                                    .writeTo(folder.resolve("busy.yaml"))),
                                    "port %d is in use.*; or choose another with %s in .*, such as \\d+"
                                            .formatted(taken.number(), key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesABrokerThatRefusesThePassword(String command) {
        URI broker = URI.create(TestServers.broker().url());
        String url = "amqp://guest:wrong@%s:%d".formatted(broker.getHost(), broker.getPort());
        Path file = goodFile().broker(url).writeTo(folder.resolve("broker.yaml"));

        assertRefused(
                ended(command, file),
                "broker .*refuses user guest; check user and password in broker.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesAWarehouseThatRefusesThePassword(String command) throws IOException {
        Path file = folder.resolve("warehouse.yaml");
        Files.writeString(file, withWarehouse(warehouse.url(), "wrong"));

        assertRefused(
                ended(command, file),
                "warehouse .*password authentication failed for user .*;"
                        + " check warehouse.username and warehouse.password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up"})
    void namesAWarehouseThatIsDown(String command) throws IOException {
        String url = "postgresql://127.0.0.1:%d/freshet".formatted(WebPort.free().number());
        Path file = folder.resolve("away.yaml");
        Files.writeString(file, withWarehouse(url, ""));

        try (ChildProcess process = command(command, file)) {
            awaitComplaint(
                    process::awaitLine,
                    "warehouse .*%s: nothing answers there; start the database or check warehouse.url"
                            .formatted(url));
            assertThat(process.output()).doesNotContain("\tat ", "Exception", "ready");
        }
    }

    private static FreshetFile goodFile() {
        return new FreshetFile()
                .warehouse(warehouse)
                .broker(TestServers.broker().url())
                .http(WebPorts.free())
                .source("fra", sources.good());
    }

    private static String withWarehouse(String url, String password) {
        return goodFile().warehouse(url, new Login(warehouse.username(), password)).text();
    }

    private static ChildProcess command(String command, Path file) {
        return Program.freshet(List.of(command, "--config", file.toString()))
                .withJava(List.of("-Xmx200m", "-Dfreshet.bus.prefix=" + bus.prefix()))
                .start();
    }

    private static ChildProcess ended(String command, Path file) {
        ChildProcess process = command(command, file);
        process.awaitExit(SOON);
        return process;
    }

    private static void awaitComplaint(BiConsumer<Pattern, Duration> awaitLine, String pattern) {
        awaitLine.accept(Pattern.compile(pattern), SOON);
    }

    private static void assertRefused(ChildProcess process, String pattern) {
        assertThat(process.awaitExit(SOON)).as(process.output()).isEqualTo(1);
        assertThat(process.output().lines())
                .filteredOn(Pattern.compile(pattern).asPredicate())
                .as(process.output())
                .hasSize(1);
        assertThat(process.output()).doesNotContain("\tat ", "Exception");
    }
}
