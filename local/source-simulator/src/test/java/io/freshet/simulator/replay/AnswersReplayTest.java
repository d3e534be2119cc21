package io.freshet.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.traffic.FleetSettings;
import io.freshet.simulator.traffic.SourceFleet;
import io.freshet.simulator.traffic.TrafficStatus;
import io.freshet.testkit.files.SharedData;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AnswersReplayTest {
    private static final String PREFIX = "source_simulator_replay_";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final TestServer server = new TestServer();
    private final List<SourceFleet> fleets = new ArrayList<>();

    @BeforeEach
    void clean() {
        server.drop(PREFIX);
    }

    @AfterEach
    void tidyUp() {
        fleets.forEach(fleet -> fleet.close().await().atMost(TIMEOUT));
        server.drop(PREFIX);
        server.close();
    }

    @Test
    void loadsTheRealAnswersWithAllTheirColumns() {
        // Given
        AnswersFile file = AnswersFile.scan(SharedData.pisa2018("students.csv.gz"));
        // When
        ReplayStatus status = replay(file, 0);
        // Then
        assertThat(status).isEqualTo(new ReplayStatus(status.file(), 1269, 1269, true, null));
        assertMeans("fra", 311, -0.137, 1691, -0.018, 3.079);
        assertMeans("ita", 593, -0.201, 1756, 0.051, 2.906);
        assertMeans("mex", 365, -1.079, 1750, 0.038, 2.541);
        assertThat(
                        server.sql(
                                PREFIX + "mex",
                                "SELECT FROM information_schema.columns"
                                        + " WHERE table_name = 'responses'"))
                .hasSize(1121);
        assertThat(server.count(PREFIX + "ita", "cntry = 'ITA' AND test = 'NA'")).isEqualTo(593);
        assertThat(fleets.get(0).all().status())
                .extracting(TrafficStatus::rows)
                .containsExactly(311L, 593L, 365L);
    }

    @Test
    void goesOnWhereAnInterruptedReplayEnded() throws IOException {
        // Given
        AnswersFile file = AnswersFile.scan(answers(100));
        replay(file, 0);
        server.sql(PREFIX + "alb", "DELETE FROM responses WHERE id > 30");
        // When
        ReplayStatus status = replay(file, 0);
        // Then
        assertThat(status.present()).isEqualTo(100);
        assertThat(server.count(PREFIX + "alb", "true")).isEqualTo(50);
        assertThat(notes("alb"))
                .isEqualTo(
                        IntStream.range(0, 50)
                                .mapToObj(i -> "row " + 2 * i)
                                .collect(Collectors.joining(",")));
    }

    @Test
    void keepsToThePace() throws IOException {
        // Given
        AnswersFile file = AnswersFile.scan(answers(60));
        long start = System.nanoTime();
        // When
        replay(file, 30);
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis())
                .isBetween(1_900L, 10_000L);
        assertThat(server.count(PREFIX + "alb", "true")).isEqualTo(30);
    }

    @Test
    void leavesOutASourceThatFails() throws IOException {
        // Given
        AnswersFile file = AnswersFile.scan(answers(300));
        SourceFleet fleet = create(file);
        server.sql(PREFIX + "alb", "ALTER TABLE responses DROP COLUMN note");
        // When
        ReplayStatus status =
                new AnswersReplay(server.vertx(), fleet, file, 0).run().await().atMost(TIMEOUT);
        // Then
        assertThat(status.error()).contains("alb").contains("note");
        assertThat(server.count(PREFIX + "arg", "true")).isEqualTo(150);
    }

    @Test
    void letsSimulatedStudentsJoinTheRealOnes() throws IOException {
        // Given
        AnswersFile file = AnswersFile.scan(answers(10));
        replay(file, 0);
        // When
        fleets.get(0)
                .source(new CountryCode("ALB"))
                .orElseThrow()
                .burst(20)
                .await()
                .atMost(TIMEOUT);
        // Then
        assertThat(server.count(PREFIX + "alb", "note = 'NA' AND cnt = 'ALB'")).isEqualTo(20);
        assertThat(server.count(PREFIX + "alb", "true")).isEqualTo(25);
    }

    private ReplayStatus replay(AnswersFile file, double rate) {
        return new AnswersReplay(server.vertx(), create(file), file, rate)
                .run()
                .await()
                .atMost(TIMEOUT);
    }

    private SourceFleet create(AnswersFile file) {
        FleetSettings base = FleetSettings.on(server.postgres()).withDatabasePrefix(PREFIX);
        SourceFleet fleet =
                SourceFleet.create(server.vertx(), AnswersReplay.settings(base, file))
                        .await()
                        .atMost(TIMEOUT);
        fleets.add(fleet);
        return fleet;
    }

    private Path answers(int rows) throws IOException {
        String content =
                IntStream.range(0, rows)
                        .mapToObj(i -> "%s,row %d".formatted(i % 2 == 0 ? "ALB" : "ARG", i))
                        .collect(Collectors.joining("\n", "cnt,note\n", "\n"));
        return Files.writeString(folder.resolve("answers.csv"), content);
    }

    private String notes(String country) {
        return server.sql(
                        PREFIX + country, "SELECT string_agg(note, ',' ORDER BY id) FROM responses")
                .get(0)
                .getString(0);
    }

    private void assertMeans(
            String country, long rows, double escs, double tmins, double belong, double durecec) {
        Row means =
                server.sql(
                                PREFIX + country,
                                """
                                SELECT count(*), avg(nullif(escs, 'NA')::numeric),
                                  avg(nullif(tmins, 'NA')::numeric),
                                  avg(nullif(belong, 'NA')::numeric),
                                  avg(nullif(durecec, 'NA')::numeric)
                                FROM responses
                                """)
                        .get(0);
        assertThat(means.getLong(0)).isEqualTo(rows);
        assertThat(means.getDouble(1)).isCloseTo(escs, within(0.0005));
        assertThat(means.getDouble(2)).isCloseTo(tmins, within(0.5));
        assertThat(means.getDouble(3)).isCloseTo(belong, within(0.0005));
        assertThat(means.getDouble(4)).isCloseTo(durecec, within(0.0005));
    }
}
