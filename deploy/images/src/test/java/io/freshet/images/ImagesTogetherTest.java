package io.freshet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.files.DashboardQueries;
import io.freshet.testkit.files.MetricsPage;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import io.freshet.testkit.oracle.TotesysAtRest;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.prometheus.WatchingPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every image of this build as a process of its own, as a cluster runs them: as their user on a
 * root that cannot be written, with the rights that {@code grants} prints and no more, watched by
 * Prometheus.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class ImagesTogetherTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;

    @TempDir static Path folder;

    private static RunningImages all;

    @BeforeAll
    static void start() throws Exception {
        ContainedRun.assumePossible();
        all = new RunningImages(folder);
    }

    @AfterAll
    static void end() {
        if (all != null) {
            all.close();
        }
    }

    @Test
    @Order(1)
    void runAsTheirUserOnRootsThatCannotBeWritten() throws IOException {
        for (ContainedRun run : all.all()) {
            assertThat(run.user()).isEqualTo("185");
            assertThat(run.canWriteRoot()).isFalse();
        }
    }

    @Test
    @Order(1)
    void signInWithNoMoreRightsThanTheGrantsOfTheirOwnImage() throws InterruptedException {
        List<String> roles =
                Stream.of("aggregator", "charts", "forage", "lake", "poller")
                        .map(all.rights::role)
                        .sorted()
                        .toList();
        // The dashboard's and the lake's connections come when they are needed.
        awaitEmpty(
                "each its own role, and nobody else",
                () -> {
                    all.forage.ports().charts().get("/");
                    return differing(roles, all.rights.clients());
                });
    }

    /** Who is not there of those that are wanted, and who is there besides. */
    private static List<String> differing(List<String> wanted, List<String> present) {
        return Stream.concat(wanted.stream(), present.stream())
                .filter(one -> !wanted.contains(one) || !present.contains(one))
                .toList();
    }

    @Test
    @Order(2)
    void answerEveryPanelOfTheDashboards() throws Exception {
        try (WatchingPrometheus prometheus = prometheus()) {
            awaitEmpty("panels without data", () -> unanswered(prometheus));
            awaitAllScraped(prometheus);
        }
    }

    /** One that does not answer within a second, on a busy machine, is missing for a moment. */
    private static void awaitAllScraped(WatchingPrometheus prometheus) throws InterruptedException {
        int all = ImagesTogetherTest.all.services().size();
        awaitEmpty("silent", () -> prometheus.scraped() == all ? List.of() : List.of("unseen"));
    }

    private static WatchingPrometheus prometheus() throws IOException {
        Optional<Path> program = WatchingPrometheus.installed();
        assumeTrue(program.isPresent(), "Prometheus is not here");
        List<WebPort> ports = all.services().stream().map(run -> run.ports().management()).toList();
        return WatchingPrometheus.start(program.orElseThrow(), folder, ports);
    }

    /** But for panels about what did not happen: metrics that come with the first of it. */
    private static List<String> unanswered(WatchingPrometheus prometheus) {
        all.charts.ports().charts().get("/charts/submissions");
        List<String> rare =
                MetricsPage.read().metrics().stream()
                        .filter(metric -> !metric.fromTheStart())
                        .map(MetricsPage.Metric::name)
                        .toList();
        return DashboardQueries.read().stream()
                .filter(query -> rare.stream().noneMatch(query::contains))
                .map(query -> DashboardQueries.filled(query, "10s"))
                .filter(query -> !prometheus.answers(query))
                .toList();
    }

    @Test
    @Order(3)
    void serveAndHoldWhatTheSourcesSayOnceTheyAreAtRest() throws Exception {
        all.simulator.end();

        SurveyOracle countries =
                new SurveyOracle(
                        List.of(
                                new SurveySource("FRA", all.france),
                                new SurveySource("ITA", all.italy)),
                        all.warehouse,
                        all.charts.ports().charts()::get);
        assertThat(countries.await(SOON).explanation()).isEmpty();
        TotesysAtRest shop =
                new TotesysAtRest(all.shop, all.warehouse, all.charts.ports().charts()::get);
        assertThat(shop.await(SOON).explanation()).isEmpty();
    }

    @Test
    @Order(3)
    void archiveTheShopAsTheirUser() throws InterruptedException {
        awaitEmpty("the lake's files", () -> archived() ? List.of() : List.of("none"));
    }

    private static boolean archived() {
        try (Stream<Path> files = Files.walk(all.lakeFolder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException | UncheckedIOException e) {
            // A file is renamed while they are listed.
            return false;
        }
    }

    @Test
    @Order(4)
    void letPrometheusTellWhichOneEnded() throws Exception {
        try (WatchingPrometheus prometheus = prometheus()) {
            awaitAllScraped(prometheus);
            awaitEmpty("alerts", () -> prometheus.firing("FreshetProcessDown"));

            all.poller.end();

            String ended = WatchingPrometheus.instance(all.poller.ports().management());
            awaitEmpty(
                    "the alert",
                    () -> differing(List.of(ended), prometheus.firing("FreshetProcessDown")));
        }
    }

    @Test
    @Order(5)
    void logJsonAndNoStackTraces() {
        for (ContainedRun run : all.all()) {
            assertThat(run.output().lines().filter(line -> line.startsWith("{")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\"level\":\"ERROR\""));
            assertThat(run.output()).doesNotContain("\n\tat ");
        }
    }

    private static void awaitEmpty(String what, Supplier<List<String>> left)
            throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        List<String> now = left.get();
        while (!now.isEmpty()) {
            assertThat(System.nanoTime()).as("%s: %s", what, now).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = left.get();
        }
    }
}
