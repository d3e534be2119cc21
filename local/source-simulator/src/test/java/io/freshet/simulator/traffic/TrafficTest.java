package io.freshet.simulator.traffic;

import static io.freshet.simulator.TestServer.until;
import static io.freshet.simulator.traffic.TestFleets.ALB;
import static io.freshet.simulator.traffic.TestFleets.ESP;
import static io.freshet.simulator.traffic.TestFleets.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.country.CountryCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TrafficTest {
    private final TestServer server = new TestServer();
    private final TestFleets fleets = new TestFleets(server, "source_simulator_traffic_");

    @AfterEach
    void tidyUp() {
        fleets.close();
        server.close();
    }

    @Test
    void writesRowsThatLookLikeTheCountrysStudents() {
        // Given
        SourceFleet fleet = fleets.create(fleets.wide(ALB));
        // When
        long written = fleet.all().burst(2_000).await().atMost(TIMEOUT);
        // Then
        assertThat(written).isEqualTo(2_000);
        var row =
                server.sql(
                                fleets.prefix() + "alb",
                                """
                                SELECT count(*), max(id), count(DISTINCT cntstuid),
                                  avg(nullif(tmins, 'NA')::numeric) / 60,
                                  avg(nullif(belong, 'NA')::numeric),
                                  bool_and(cnt = 'ALB'), bool_and(cyc = '07MS')
                                FROM responses
                                """)
                        .get(0);
        assertThat(row.getLong(0)).isEqualTo(2_000);
        assertThat(row.getLong(1)).isEqualTo(2_000);
        assertThat(row.getLong(2)).isEqualTo(2_000);
        assertThat(row.getDouble(3)).isCloseTo(25.1, within(4 * 7.5 / Math.sqrt(1_400)));
        assertThat(row.getDouble(4)).isCloseTo(0.48, within(4 * 0.95 / Math.sqrt(1_800)));
        assertThat(row.getBoolean(5)).isTrue();
        assertThat(row.getBoolean(6)).isTrue();
    }

    @Test
    void writesTheSameRowsForTheSameSeed() {
        // Given
        String digest = "SELECT md5(string_agg(r::text, ',' ORDER BY id)) FROM responses r";
        fleets.create(fleets.slim(ALB)).all().burst(1_000).await().atMost(TIMEOUT);
        String first = server.sql(fleets.prefix() + "alb", digest).get(0).getString(0);
        // When
        server.drop(fleets.prefix());
        fleets.create(fleets.slim(ALB)).all().burst(1_000).await().atMost(TIMEOUT);
        // Then
        assertThat(server.sql(fleets.prefix() + "alb", digest).get(0).getString(0))
                .isEqualTo(first);
    }

    @Test
    void splitsTheRateByStudentsAndKeepsIt() throws InterruptedException {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        // When
        double seconds = run(fleet, 200, 4_000);
        // Then
        List<TrafficStatus> status = fleet.all().status();
        assertThat(status.get(0).rate()).isCloseTo(200 * 6359 / 42302.0, within(0.001));
        assertThat((double) fleet.all().status().stream().mapToLong(TrafficStatus::inserted).sum())
                .isBetween(0.7 * 200 * seconds, 1.2 * 200 * seconds);
        assertThat(server.count(fleets.prefix() + "alb", "true"))
                .isEqualTo(status.get(0).inserted());
        assertThat(server.count(fleets.prefix() + "esp", "true"))
                .isEqualTo(status.get(1).inserted());
    }

    @Test
    void commitsMostSubmissionsByThemselvesWhileItKeepsUp() throws InterruptedException {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        List<CommittedRows> commits = Collections.synchronizedList(new ArrayList<>());
        fleet.onCommit(commits::add);
        // When
        run(fleet, 50, 3_000);
        // Then
        assertThat(commits.stream().filter(commit -> commit.rows() == 1).count())
                .isGreaterThan(commits.size() * 9L / 10);
        assertThat(rows(commits, ESP)).isEqualTo(server.count(fleets.prefix() + "esp", "true"));
        assertThat(rows(commits, ALB)).isEqualTo(server.count(fleets.prefix() + "alb", "true"));
    }

    @Test
    void neverSharesACommitWhenTheLimitIsOne() throws InterruptedException {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB).withRowsPerCommit(1));
        List<CommittedRows> commits = Collections.synchronizedList(new ArrayList<>());
        fleet.onCommit(commits::add);
        // When
        run(fleet, 20_000, 1_000);
        // Then
        assertThat(commits).hasSizeGreaterThan(50).allMatch(commit -> commit.rows() == 1);
    }

    @Test
    void sharesCommitsToReachAHighRate() throws InterruptedException {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB));
        List<CommittedRows> commits = Collections.synchronizedList(new ArrayList<>());
        fleet.onCommit(commits::add);
        // When
        run(fleet, 5_000, 1_000);
        // Then
        assertThat(commits).anyMatch(commit -> commit.rows() > 10);
        assertThat(rows(commits, ALB)).isEqualTo(server.count(fleets.prefix() + "alb", "true"));
    }

    @Test
    void pausesStopsAndStartsOneSourceWithoutTheOthers() throws InterruptedException {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        fleet.all().rate(100);
        fleet.all().start();
        until(() -> TestFleets.rows(fleet, ALB) > 5 && TestFleets.rows(fleet, ESP) > 5);
        // When
        SourceControls albania = fleet.source(ALB).orElseThrow();
        albania.stop();
        albania.whenQuiet().await().atMost(TIMEOUT);
        long stoppedAt = TestFleets.rows(fleet, ALB);
        long otherAt = TestFleets.rows(fleet, ESP);
        // Then
        until(() -> TestFleets.rows(fleet, ESP) > otherAt + 20);
        assertThat(server.count(fleets.prefix() + "alb", "true")).isEqualTo(stoppedAt);
        // also of the count above, whose session the server ends a moment later
        until(
                () ->
                        server.sql(
                                        "",
                                        "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = '%salb'"
                                                .formatted(fleets.prefix()))
                                .isEmpty());
        albania.start();
        until(() -> TestFleets.rows(fleet, ALB) > stoppedAt);
    }

    @Test
    void emptiesASourceAndStartsItsIdsAgain() {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB, ESP));
        fleet.all().burst(500).await().atMost(TIMEOUT);
        // When
        fleet.source(ALB).orElseThrow().empty().await().atMost(TIMEOUT);
        // Then
        assertThat(TestFleets.rows(fleet, ALB)).isZero();
        assertThat(server.count(fleets.prefix() + "alb", "true")).isZero();
        assertThat(server.count(fleets.prefix() + "esp", "true"))
                .isEqualTo(TestFleets.rows(fleet, ESP))
                .isPositive();
        fleet.source(ALB).orElseThrow().burst(1).await().atMost(TIMEOUT);
        assertThat(server.count(fleets.prefix() + "alb", "id = 1")).isEqualTo(1);
    }

    @Test
    void endsABurstWhenPaused() {
        // Given
        SourceFleet fleet = fleets.create(fleets.slim(ALB));
        // When
        var burst = fleet.all().burst(10_000_000).subscribeAsCompletionStage();
        until(() -> TestFleets.rows(fleet, ALB) > 0);
        fleet.all().pause();
        long written = burst.join();
        fleet.all().whenQuiet().await().atMost(TIMEOUT);
        // Then
        assertThat(written).isLessThan(10_000_000);
        assertThat(server.count(fleets.prefix() + "alb", "true"))
                .isEqualTo(TestFleets.rows(fleet, ALB));
        assertThat(fleet.all().status().get(0).burstRows()).isZero();
    }

    private static double run(SourceFleet fleet, double rate, long millis)
            throws InterruptedException {
        long start = System.nanoTime();
        fleet.all().rate(rate);
        fleet.all().start();
        Thread.sleep(millis);
        fleet.all().pause();
        fleet.all().whenQuiet().await().atMost(TIMEOUT);
        return (System.nanoTime() - start) / 1e9;
    }

    private static long rows(List<CommittedRows> commits, CountryCode country) {
        return commits.stream()
                .filter(commit -> commit.source().equals(country))
                .mapToLong(CommittedRows::rows)
                .sum();
    }
}
