package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.events.BusTopology;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.prometheus.WatchingPrometheus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * run on several machines; each with the rights that {@code ./freshet grants} prints and no more.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class SeparateServicesTest {

    private static final List<String> SOURCES = List.of("ALB", "ARG", "AUS", "AUT");
    private static final String HANGING = "AUT";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;

    @TempDir static Path folder;

    private static SeparateServices all;

    @BeforeAll
    static void start() throws InterruptedException {
        all = new SeparateServices(SOURCES, folder);
    }

    @AfterAll
    static void end() {
        all.close();
    }

    @Test
    @Order(1)
    void readAllSourcesTogether() throws Exception {
        assertExactWithin(SOON);
        await(SOON, "all sources are live", () -> freshest().containsAll(SOURCES));
    }

    @Test
    @Order(1)
    void keepWhatIsForOperatorsOnTheirPorts() {
        new TwoPorts(all.charts).assertApart();
        new TwoPorts(all.firstPoller).assertApart("/poller/sources");
        new TwoPorts(all.aggregator)
                .assertApart("/aggregator/catalogue", "/aggregator/quarantine?source=ALB");
    }

    @Test
    @Order(1)
    void signInWithNoMoreRightsThanGrantsPrints() {
        assertThat(all.rights.clients())
                .containsExactlyInAnyOrder(
                        all.rights.role("aggregator"),
                        all.rights.role("charts"),
                        all.rights.role("poller"));
    }

    @Test
    @Order(2)
    void divideTheSourcesSoThatEachHasOneReader() throws Exception {
        await(
                SOON,
                "each poller owns two sources",
                () -> {
                    Map<String, String> owners = Ownership.owners(all.warehouse);
                    return owners.size() == SOURCES.size()
                            && new HashSet<>(owners.values()).size() == 2
                            && Ownership.sourcesOf(owners, owners.get("ALB")).size() == 2;
                });
        for (TestDatabase database : all.databases.values()) {
            await(SOON, "one reader of " + database.name(), () -> Ownership.readers(database) == 1);
        }
    }

    @Test
    @Order(2)
    void traceARowFromThePollThatFoundItToTheAnswerThatShowsIt() throws Exception {
        all.databases.get("ARG").execute(SurveyTable.INSERT + "values ('ARG', '1', '2', '3', '4')");

        await(
                SOON,
                "a whole trace",
                () -> ServiceTraces.whole(all.traces, all.charts, "ARG").isPresent());

        assertThat(ServiceTraces.whole(all.traces, all.charts, "ARG").orElseThrow())
                .containsAll(ServiceTraces.PARTS);
    }

    @Test
    @Order(3)
    void readTheOtherSourcesOnTimeWhileOneHangs() throws Exception {
        all.toSources.get(HANGING).hang();
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
        all.databases
                .get(HANGING)
                .execute(SurveyTable.INSERT + "values ('AUT', '1.5', '60', '0', '1')");
        all.toSources.get(HANGING).pass();

        await(SOON, "it is live again", () -> freshness().isFresh(HANGING));
        assertExactWithin(SOON);
        await(
                SOON,
                "attempts made meanwhile have left no connection",
                () -> Ownership.readers(all.databases.get(HANGING)) == 1);
    }

    @Test
    @Order(5)
    void takeOverWhatAKilledPollerRead() throws Exception {
        Set<String> before = new HashSet<>(Ownership.owners(all.warehouse).values());

        all.firstPoller.kill();
        long killed = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            for (TestDatabase database : all.databases.values()) {
                database.execute(SurveyTable.INSERT + "values ('ALB', '2', '60', '0', '1')");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }

        await(
                SOON,
                "the other poller owns all sources",
                () ->
                        Ownership.owners(all.warehouse).size() == SOURCES.size()
                                && Set.copyOf(Ownership.owners(all.warehouse).values()).size()
                                        == 1);
        await(SOON, "all sources are live", () -> freshest().containsAll(SOURCES));
        System.out.printf(
                "The sources of a killed poller were live again after %.1f s%n",
                (System.nanoTime() - killed) / 1e9);
        assertThat(before).containsAll(Ownership.owners(all.warehouse).values());
        assertExactWithin(SOON);
    }

    @Test
    @Order(6)
    void putAMessageThatNobodyUnderstandsAsideAndGoOn() throws Exception {
        try (Connection connection = all.bus.broker().connect();
                Channel channel = connection.createChannel()) {
            channel.basicPublish(
                    all.bus.topology().changesExchange(),
                    Integer.toString(BusTopology.partitionOf("ALB")),
                    null,
                    "{\"version\": 9}".getBytes(StandardCharsets.UTF_8));
        }
        DeadLettersRun letters = new DeadLettersRun(all.configuration, all.bus.prefix());
        String listed = "nothing yet";
        long until = System.nanoTime() + SOON.toNanos();
        while (!listed.contains("version 9 of the change event is not known here")) {
            assertThat(System.nanoTime()).as(listed).isLessThan(until);
            listed = letters.command("list");
        }

        all.databases.get("ALB").execute(SurveyTable.INSERT + "values ('ALB', '3', '', '', '')");
        assertExactWithin(SOON);
        assertThat(letters.command("discard", "--all")).contains("discarded");
        assertThat(letters.command("list")).contains("no dead letters");
    }

    @Test
    @Order(6)
    void areScrapedByPrometheusWhoseRulesFireForTheKilledPollerAlone() throws Exception {
        Optional<Path> program = WatchingPrometheus.installed();
        assumeTrue(program.isPresent(), "Prometheus is not here");
        List<WebPort> ports = all.services().stream().map(FreshetProcess::management).toList();
        try (WatchingPrometheus prometheus =
                WatchingPrometheus.start(program.orElseThrow(), folder, ports)) {
            await(SOON, "three of four are scraped", () -> prometheus.scraped() == 3);
            String killed = WatchingPrometheus.instance(all.firstPoller.management());
            await(
                    SOON,
                    "it fires for the killed one alone",
                    () -> prometheus.firing("FreshetProcessDown").equals(List.of(killed)));
        }
    }

    @Test
    @Order(7)
    void explainThemselvesWithoutStackTraces() {
        for (FreshetProcess service : all.services()) {
            assertThat(service.output())
                    .contains("Installed features:")
                    .contains("Listening on:", " INFO ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    @Order(8)
    void areAliveButNotReadyWithoutABroker() throws InterruptedException {
        all.toBroker.refuse();
        await(SOON, "the poller says so", () -> !isWell("ready", all.secondPoller));
        await(SOON, "the aggregator says so", () -> !isWell("ready", all.aggregator));
        assertThat(List.of(all.aggregator, all.charts, all.secondPoller))
                .allMatch(service -> isWell("live", service));
        assertThat(isWell("ready", all.charts)).as("charts are served on").isTrue();
        all.databases.get("ALB").execute(SurveyTable.INSERT + "values ('ALB', '4', '', '', '')");
        all.toBroker.pass();
        await(SOON, "the poller has it again", () -> isWell("ready", all.secondPoller));
        await(SOON, "the aggregator has it again", () -> isWell("ready", all.aggregator));
    }

    private static boolean isWell(String probe, FreshetProcess service) {
        return service.port().isWell("/q/health/" + probe);
    }

    private static FreshnessChart freshness() {
        return FreshnessChart.parse(all.charts.get("/charts/freshness"));
    }

    private static List<String> freshest() {
        FreshnessChart chart = freshness();
        return SOURCES.stream().filter(chart::isFresh).toList();
    }

    private static void assertExactWithin(Duration limit) throws Exception {
        SurveyTable.assertExactWithin(limit, all.databases, all.warehouse, all.charts);
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
                            Ownership.owners(all.warehouse),
                            all.charts.get("/charts/freshness"))
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
