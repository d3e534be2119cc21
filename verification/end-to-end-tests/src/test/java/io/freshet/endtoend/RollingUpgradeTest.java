package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.processes.FreshetProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services of an older build are replaced by those of this one, in the order of docs/operations.md,
 * and back again, while their sources are written to all the time. {@value #VARIABLE} names the
 * older build: another checkout of the repository, packaged.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class RollingUpgradeTest {

    private static final String VARIABLE = "FRESHET_TEST_OLD";
    private static final List<String> SOURCES = List.of("ALB", "ARG", "AUS", "AUT");
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir static Path folder;

    private static TwoBuilds builds;
    private static FreshetProcess aggregator;
    private static FreshetProcess charts;
    private static List<FreshetProcess> pollers = List.of();

    @BeforeAll
    static void startTheOlderBuild() throws Exception {
        Path older = Path.of(System.getenv().getOrDefault(VARIABLE, ""));
        boolean built = Files.exists(older.resolve("poller-service/target/quarkus-app"));
        String reason = VARIABLE + " names no older build: an upgrade between builds is not tried";
        if (!built) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(built, reason);
        builds = new TwoBuilds(older.toAbsolutePath(), folder, SOURCES);
        builds.grant(older);
        aggregator = builds.start(older, "aggregator-service", "aggregator");
        builds.grant(older);
        charts = builds.start(older, "chart-api", "charts");
        pollers =
                List.of(
                        builds.start(older, "poller-service", "poller"),
                        builds.start(older, "poller-service", "poller"));
        assertExact();
    }

    @AfterAll
    static void end() {
        if (builds != null) {
            builds.close();
        }
    }

    @Test
    @Order(1)
    void losesNothingOnTheWayToThisBuild() throws Exception {
        List<RestlessSource> writers = writers();
        try (ShownAges ages = new ShownAges(charts)) {
            replaceAggregator(builds.newer);
            // What it has migrated is there now, and what is granted on it.
            builds.grant(builds.newer);
            replaceCharts(builds.newer, ages);
            replacePollers(builds.newer);
            tell("to this build", end(writers), ages);
        } finally {
            writers.forEach(RestlessSource::close);
        }

        assertExact();
        assertNothingWasRefused();
    }

    @Test
    @Order(2)
    void losesNothingOnTheWayBack() throws Exception {
        List<RestlessSource> writers = writers();
        try (ShownAges ages = new ShownAges(charts)) {
            replacePollers(builds.older);
            replaceCharts(builds.older, ages);
            replaceAggregator(builds.older);
            tell("back to the older build", end(writers), ages);
        } finally {
            writers.forEach(RestlessSource::close);
        }

        assertExact();
    }

    private static List<RestlessSource> writers() {
        return builds.databases.entrySet().stream()
                .map(entry -> new RestlessSource(entry.getValue(), entry.getKey()))
                .toList();
    }

    private static long end(List<RestlessSource> writers) {
        writers.forEach(RestlessSource::close);
        return writers.stream().mapToLong(RestlessSource::writes).sum();
    }

    private static void replaceAggregator(Path build) throws InterruptedException {
        FreshetProcess before = aggregator;
        aggregator = builds.start(build, "aggregator-service", "aggregator");
        before.end();
    }

    private static void replaceCharts(Path build, ShownAges ages) throws InterruptedException {
        FreshetProcess before = charts;
        charts = builds.start(build, "chart-api", "charts");
        ages.ask(charts);
        before.end();
    }

    private static void replacePollers(Path build) throws InterruptedException {
        List<FreshetProcess> after = new ArrayList<>();
        for (FreshetProcess before : pollers) {
            after.add(builds.start(build, "poller-service", "poller"));
            before.end();
        }
        pollers = after;
    }

    private static void tell(String what, long writes, ShownAges ages) {
        System.out.printf(
                "%s: %d rounds of writes meanwhile; %s%n", what, writes, ages.description());
        assertThat(ages.unanswered()).as("charts are answered all the time").isZero();
    }

    private static void assertExact() throws Exception {
        SurveyTable.assertExactWithin(SOON, builds.databases, builds.warehouse, charts);
    }

    private static void assertNothingWasRefused() {
        Stream<String> told = aggregator.management().get("/q/metrics").lines();
        assertThat(told.filter(line -> line.startsWith("freshet_changes_refused_total"))).isEmpty();
        DeadLettersRun letters = new DeadLettersRun(builds.configuration, builds.bus.prefix());
        assertThat(letters.command("list")).contains("no dead letters");
    }
}
