package io.freshet.simulator.traffic;

import static io.freshet.simulator.TestServer.until;
import static io.freshet.simulator.traffic.TestFarms.ALB;
import static io.freshet.simulator.traffic.TestFarms.ESP;
import static io.freshet.simulator.traffic.TestFarms.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.country.CountryCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final TestServer server = new TestServer();
    private final TestFarms farms = new TestFarms(server, "source_simulator_traffic_");

    @AfterEach
    void tidyUp() {
        farms.close();
        server.close();
    }

    @Test
    void writesRowsThatLookLikeTheCountrysStudents() {
        // Given
        SourceFarm farm = farms.create(farms.wide(ALB));
        // When
        long written = farm.all().burst(2_000).await().atMost(PATIENCE);
        // Then
        assertThat(written).isEqualTo(2_000);
        var row =
                server.sql(
                                farms.prefix() + "alb",
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
        farms.create(farms.slim(ALB)).all().burst(1_000).await().atMost(PATIENCE);
        String first = server.sql(farms.prefix() + "alb", digest).get(0).getString(0);
        // When
        server.drop(farms.prefix());
        farms.create(farms.slim(ALB)).all().burst(1_000).await().atMost(PATIENCE);
        // Then
        assertThat(server.sql(farms.prefix() + "alb", digest).get(0).getString(0)).isEqualTo(first);
    }

    @Test
    void splitsTheRateByStudentsAndKeepsIt() throws InterruptedException {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        // When
        double seconds = run(farm, 200, 4_000);
        // Then
        List<SourceStatus> status = farm.all().status();
        assertThat(status.get(0).rate()).isCloseTo(200 * 6359 / 42302.0, within(0.001));
        assertThat((double) farm.all().status().stream().mapToLong(SourceStatus::inserted).sum())
                .isBetween(0.7 * 200 * seconds, 1.2 * 200 * seconds);
        assertThat(server.count(farms.prefix() + "alb", "true"))
                .isEqualTo(status.get(0).inserted());
        assertThat(server.count(farms.prefix() + "esp", "true"))
                .isEqualTo(status.get(1).inserted());
    }

    @Test
    void commitsMostSubmissionsByThemselvesWhileItKeepsUp() throws InterruptedException {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        List<Commit> commits = Collections.synchronizedList(new ArrayList<>());
        farm.onCommit(commits::add);
        // When
        run(farm, 50, 3_000);
        // Then
        assertThat(commits.stream().filter(commit -> commit.rows() == 1).count())
                .isGreaterThan(commits.size() * 9L / 10);
        assertThat(rows(commits, ESP)).isEqualTo(server.count(farms.prefix() + "esp", "true"));
        assertThat(rows(commits, ALB)).isEqualTo(server.count(farms.prefix() + "alb", "true"));
    }

    @Test
    void neverSharesACommitWhenTheLimitIsOne() throws InterruptedException {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB).withRowsPerCommit(1));
        List<Commit> commits = Collections.synchronizedList(new ArrayList<>());
        farm.onCommit(commits::add);
        // When
        run(farm, 20_000, 1_000);
        // Then
        assertThat(commits).hasSizeGreaterThan(50).allMatch(commit -> commit.rows() == 1);
    }

    @Test
    void sharesCommitsToReachAHighRate() throws InterruptedException {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB));
        List<Commit> commits = Collections.synchronizedList(new ArrayList<>());
        farm.onCommit(commits::add);
        // When
        run(farm, 5_000, 1_000);
        // Then
        assertThat(commits).anyMatch(commit -> commit.rows() > 10);
        assertThat(rows(commits, ALB)).isEqualTo(server.count(farms.prefix() + "alb", "true"));
    }

    @Test
    void pausesStopsAndStartsOneSourceWithoutTheOthers() throws InterruptedException {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        farm.all().rate(100);
        farm.all().start();
        until(() -> TestFarms.rows(farm, ALB) > 5 && TestFarms.rows(farm, ESP) > 5);
        // When
        Sources albania = farm.source(ALB).orElseThrow();
        albania.stop();
        albania.whenQuiet().await().atMost(PATIENCE);
        long stoppedAt = TestFarms.rows(farm, ALB);
        long otherAt = TestFarms.rows(farm, ESP);
        // Then
        until(() -> TestFarms.rows(farm, ESP) > otherAt + 20);
        assertThat(server.count(farms.prefix() + "alb", "true")).isEqualTo(stoppedAt);
        assertThat(
                        server.sql(
                                "",
                                "SELECT FROM pg_stat_activity WHERE datname = '%salb'"
                                        .formatted(farms.prefix())))
                .isEmpty();
        albania.start();
        until(() -> TestFarms.rows(farm, ALB) > stoppedAt);
    }

    @Test
    void emptiesASourceAndStartsItsIdsAgain() {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB, ESP));
        farm.all().burst(500).await().atMost(PATIENCE);
        // When
        farm.source(ALB).orElseThrow().empty().await().atMost(PATIENCE);
        // Then
        assertThat(TestFarms.rows(farm, ALB)).isZero();
        assertThat(server.count(farms.prefix() + "alb", "true")).isZero();
        assertThat(server.count(farms.prefix() + "esp", "true"))
                .isEqualTo(TestFarms.rows(farm, ESP))
                .isPositive();
        farm.source(ALB).orElseThrow().burst(1).await().atMost(PATIENCE);
        assertThat(server.count(farms.prefix() + "alb", "id = 1")).isEqualTo(1);
    }

    @Test
    void endsABurstWhenPaused() {
        // Given
        SourceFarm farm = farms.create(farms.slim(ALB));
        // When
        var burst = farm.all().burst(10_000_000).subscribeAsCompletionStage();
        until(() -> TestFarms.rows(farm, ALB) > 0);
        farm.all().pause();
        long written = burst.join();
        farm.all().whenQuiet().await().atMost(PATIENCE);
        // Then
        assertThat(written).isLessThan(10_000_000);
        assertThat(server.count(farms.prefix() + "alb", "true"))
                .isEqualTo(TestFarms.rows(farm, ALB));
        assertThat(farm.all().status().get(0).burstRows()).isZero();
    }

    private static double run(SourceFarm farm, double rate, long millis)
            throws InterruptedException {
        long start = System.nanoTime();
        farm.all().rate(rate);
        farm.all().start();
        Thread.sleep(millis);
        farm.all().pause();
        farm.all().whenQuiet().await().atMost(PATIENCE);
        return (System.nanoTime() - start) / 1e9;
    }

    private static long rows(List<Commit> commits, CountryCode country) {
        return commits.stream()
                .filter(commit -> commit.source().equals(country))
                .mapToLong(Commit::rows)
                .sum();
    }
}
