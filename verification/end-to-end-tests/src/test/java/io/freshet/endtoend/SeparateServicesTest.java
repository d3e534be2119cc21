package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two pollers, an aggregator and a chart API as processes of their own over four sources, as they
 * run on several machines.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class SeparateServicesTest {

    private static final List<String> SOURCES = List.of("ALB", "ARG", "AUS", "AUT");
    private static final String HANGING = "AUT";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TAKEOVER = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    @TempDir static Path folder;

    private static final Map<String, TestDatabase> databases = new TreeMap<>();
    private static TestDatabase warehouse;
    private static TestBus bus;
    private static Path configuration;
    private static FaultProxy proxy;
    private static FreshetProcess aggregator;
    private static FreshetProcess charts;
    private static FreshetProcess firstPoller;
    private static FreshetProcess secondPoller;

    @BeforeAll
    static void start() throws InterruptedException {
        warehouse = TestServers.postgres().createDatabase("separate_warehouse");
        bus = TestServers.broker().createBus("separate");
        FreshetFile file =
                new FreshetFile().warehouse(warehouse).broker(TestServers.broker().url());
        for (String name : SOURCES) {
            TestDatabase database = TestServers.postgres().createDatabase("separate_source");
            database.execute(
                    SurveyTable.CREATE,
                    SurveyTable.INSERT
                            + "select '%s', (i %% 7)::text, '60', '0', '1' from generate_series(1, 500) as i"
                                    .formatted(name));
            databases.put(name, database);
            if (name.equals(HANGING)) {
                proxy = FaultProxy.inFrontOf(database.host(), database.port());
                file.source(name, proxy.reroute(database.url()), database.reader());
            } else {
                file.source(name, database);
            }
        }
        configuration = file.writeTo(folder.resolve("freshet.yaml"));
        aggregator = service("aggregator-service");
        charts = service("chart-api");
        firstPoller = service("poller-service");
        secondPoller = service("poller-service");
        for (FreshetProcess service : services()) {
            service.awaitHealthy();
        }
    }

    private static FreshetProcess service(String module) {
        WebPort port = WebPort.free();
        Program service = Program.service(module, configuration, bus.prefix(), port);
        return FreshetProcess.start(service.withJava(List.of("-Xmx160m")), port);
    }

    private static List<FreshetProcess> services() {
        return List.of(aggregator, charts, firstPoller, secondPoller);
    }

    @AfterAll
    static void end() {
        services().forEach(FreshetProcess::close);
        proxy.close();
        bus.close();
        databases.values().forEach(TestDatabase::close);
        warehouse.close();
    }

    @Test
    @Order(1)
    void readAllSourcesTogether() throws Exception {
        assertExactWithin(SOON);
        await(SOON, "all sources are live", () -> freshest().containsAll(SOURCES));
    }

    @Test
    @Order(2)
    void divideTheSourcesSoThatEachHasOneReader() throws Exception {
        await(
                SOON,
                "each poller owns two sources",
                () -> {
                    Map<String, String> owners = Ownership.owners(warehouse);
                    return owners.size() == SOURCES.size()
                            && new HashSet<>(owners.values()).size() == 2
                            && Ownership.sourcesOf(owners, owners.get("ALB")).size() == 2;
                });
        for (TestDatabase database : databases.values()) {
            await(SOON, "one reader of " + database.name(), () -> Ownership.readers(database) == 1);
        }
    }

    @Test
    @Order(3)
    void readTheOtherSourcesOnTimeWhileOneHangs() throws Exception {
        proxy.hang();
        int samples = 0;
        Map<String, Integer> fresh = new HashMap<>();
        long until = System.nanoTime() + SOON.toNanos();

        while (!freshness().status(HANGING).equals("unreachable")) {
            assertThat(System.nanoTime()).as("it is unreachable in time").isLessThan(until);
            FreshnessChart chart = freshness();
            samples++;
            SOURCES.stream()
                    .filter(chart::isFresh)
                    .forEach(source -> fresh.merge(source, 1, Integer::sum));
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }

        // A machine that is busy elsewhere may hold up everybody for a moment.
        int most = samples * 9 / 10;
        assertThat(samples).isGreaterThan(20);
        for (String source : SOURCES) {
            if (!source.equals(HANGING)) {
                assertThat(fresh.getOrDefault(source, 0))
                        .as("how often of %d %s was fresh", samples, source)
                        .isGreaterThanOrEqualTo(most);
            }
        }
        assertThat(fresh.getOrDefault(HANGING, 0)).isLessThan(most);
    }

    @Test
    @Order(4)
    void readTheHangingSourceAgainWhenItAnswers() throws Exception {
        databases
                .get(HANGING)
                .execute(SurveyTable.INSERT + "values ('AUT', '1.5', '60', '0', '1')");
        proxy.pass();

        await(SOON, "it is live again", () -> freshness().isFresh(HANGING));
        assertExactWithin(SOON);
        await(
                SOON,
                "attempts made meanwhile have left no connection",
                () -> Ownership.readers(databases.get(HANGING)) == 1);
    }

    @Test
    @Order(5)
    void takeOverWhatAKilledPollerRead() throws Exception {
        Set<String> before = new HashSet<>(Ownership.owners(warehouse).values());

        firstPoller.kill();
        long killed = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            for (TestDatabase database : databases.values()) {
                database.execute(SurveyTable.INSERT + "values ('ALB', '2', '60', '0', '1')");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }

        await(
                TAKEOVER,
                "the other poller owns all sources",
                () ->
                        Ownership.owners(warehouse).size() == SOURCES.size()
                                && Set.copyOf(Ownership.owners(warehouse).values()).size() == 1);
        await(TAKEOVER, "all sources are live", () -> freshest().containsAll(SOURCES));
        System.out.printf(
                "The sources of a killed poller were live again after %.1f s%n",
                (System.nanoTime() - killed) / 1e9);
        assertThat(before).containsAll(Ownership.owners(warehouse).values());
        assertExactWithin(SOON);
    }

    @Test
    @Order(6)
    void putAMessageThatNobodyUnderstandsAsideAndGoOn() throws Exception {
        try (Connection connection = bus.broker().connect();
                Channel channel = connection.createChannel()) {
            channel.basicPublish(
                    bus.topology().changesExchange(),
                    Integer.toString(BusTopology.partitionOf("ALB")),
                    null,
                    "{\"version\": 9}".getBytes(StandardCharsets.UTF_8));
        }
        String letters = "nothing yet";
        long until = System.nanoTime() + SOON.toNanos();
        while (!letters.contains("version 9 of the change event is not known here")) {
            assertThat(System.nanoTime()).as(letters).isLessThan(until);
            letters = deadLetters("list");
        }

        databases.get("ALB").execute(SurveyTable.INSERT + "values ('ALB', '3', '', '', '')");
        assertExactWithin(SOON);
        assertThat(deadLetters("discard", "--all")).contains("discarded");
        assertThat(deadLetters("list")).contains("no dead letters");
    }

    private static String deadLetters(String action, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("dead-letters", action, "--config", configuration.toString()));
        arguments.addAll(List.of(options));
        try (ChildProcess command =
                Program.freshet(arguments)
                        .withJava(List.of("-Xmx100m", "-Dfreshet.bus.prefix=" + bus.prefix()))
                        .start()) {
            assertThat(command.awaitExit(SOON)).as(command.output()).isZero();
            return command.output();
        }
    }

    @Test
    @Order(7)
    void explainThemselvesWithoutStackTraces() {
        for (FreshetProcess service : services()) {
            assertThat(service.output())
                    .contains("Installed features:")
                    .contains("Listening on:", " INFO ")
                    .doesNotContain("\tat ");
        }
    }

    private static FreshnessChart freshness() {
        return FreshnessChart.parse(charts.get("/charts/freshness"));
    }

    private static List<String> freshest() {
        FreshnessChart chart = freshness();
        return SOURCES.stream().filter(chart::isFresh).toList();
    }

    private static void assertExactWithin(Duration limit) throws Exception {
        List<SurveySource> sources =
                databases.entrySet().stream()
                        .map(entry -> new SurveySource(entry.getKey(), entry.getValue()))
                        .toList();
        SurveyOracle oracle = new SurveyOracle(sources, warehouse, charts::get);
        assertThat(oracle.await(limit).explanation()).isEmpty();
    }

    private static void await(Duration limit, String what, BooleanSupplier condition)
            throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "%s within %s; owners %s, %s",
                            what,
                            limit,
                            Ownership.owners(warehouse),
                            charts.get("/charts/freshness"))
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
