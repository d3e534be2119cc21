package io.freshet.simulator.traffic;

import static io.freshet.simulator.TestServer.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.CountryCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class MisbehaviourTest {
    private static final String PREFIX = "source_simulator_misbehaviour_";
    private static final String DATABASE = PREFIX + "alb";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestServer server = new TestServer();
    private final List<CommittedRows> commits = Collections.synchronizedList(new ArrayList<>());
    private SourceFleet fleet;

    @BeforeEach
    void create() {
        server.drop(PREFIX);
        fleet =
                SourceFleet.create(
                                server.vertx(),
                                FleetSettings.on(server.postgres())
                                        .withDatabasePrefix(PREFIX)
                                        .withCountries(List.of(new CountryCode("ALB")))
                                        .withColumns(SurveyColumns.slim()))
                        .await()
                        .atMost(TIMEOUT);
        fleet.onCommit(commits::add);
        fleet.all().rate(200);
    }

    @AfterEach
    void tidyUp() {
        fleet.close().await().atMost(TIMEOUT);
        server.drop(PREFIX);
        server.close();
    }

    @Test
    void commitsLateWhileOthersOvertake() {
        // Given
        fleet.all().misbehave(now -> new Misbehaviour(0.05, 0, 0, 0, 0));
        // When
        fleet.all().start();
        until(() -> status().lateCommits() >= 3);
        calmDown();
        // Then
        List<Long> ids = commits.stream().map(CommittedRows::lastId).toList();
        long overtaken =
                IntStream.range(1, ids.size())
                        .filter(i -> ids.get(i) < Collections.max(ids.subList(0, i)))
                        .count();
        assertThat(overtaken).isGreaterThanOrEqualTo(3);
        assertThat(server.count(DATABASE, "true")).isEqualTo(commits.size());
        assertThat(status().openTransactions()).isZero();
    }

    @Test
    void leavesGapsByRollingBack() {
        // Given
        fleet.all().misbehave(now -> new Misbehaviour(0, 0.3, 0, 0, 0));
        // When
        fleet.all().start();
        until(() -> status().rolledBack() >= 20 && status().inserted() >= 40);
        calmDown();
        // Then
        TrafficStatus status = status();
        assertThat(server.count(DATABASE, "true")).isEqualTo(status.inserted());
        assertThat(nextId()).isEqualTo(status.inserted() + status.rolledBack() + 1);
    }

    @Test
    void givesOldRowsOtherAnswers() {
        // Given
        fleet.all().burst(200).await().atMost(TIMEOUT);
        server.sql(DATABASE, "CREATE TABLE before AS SELECT * FROM responses");
        fleet.all().misbehave(now -> new Misbehaviour(0, 0, 1, 0, 0));
        // When
        fleet.all().start();
        until(() -> status().updated() >= 50);
        calmDown();
        // Then
        List<?> changed =
                server.sql(
                        DATABASE,
                        "SELECT id FROM responses r JOIN before b USING (id)"
                                + " WHERE r.escs <> b.escs AND r.cnt = b.cnt");
        assertThat(changed).hasSizeGreaterThan(10);
        assertThat(server.count(DATABASE, "true")).isEqualTo(status().rows());
    }

    @Test
    void deletesOldRows() {
        // Given
        fleet.all().burst(200).await().atMost(TIMEOUT);
        fleet.all().misbehave(now -> new Misbehaviour(0, 0, 0, 0.5, 0));
        // When
        fleet.all().start();
        until(() -> status().deleted() >= 20);
        calmDown();
        // Then
        TrafficStatus status = status();
        assertThat(server.count(DATABASE, "true"))
                .isEqualTo(status.inserted() - status.deleted())
                .isEqualTo(status.rows());
    }

    @Test
    void writesGarbageThatPostgresTakes() {
        // Given
        fleet.all().misbehave(now -> new Misbehaviour(0, 0, 0, 0, 1));
        // When
        fleet.all().rate(1000);
        fleet.all().start();
        until(() -> status().garbage() >= 1500);
        calmDown();
        // Then
        assertThat(status().error()).isNull();
        String noNumber = "escs !~ '^\\s*(NA|-?[0-9]+(\\.[0-9]+)?)?\\s*$'";
        assertThat(server.count(DATABASE, noNumber)).isPositive();
        for (String kind :
                List.of(
                        "tmins = '1e400'",
                        "escs = 'NaN'",
                        "belong = 'Infinity'",
                        "durecec = '\u0661\u0662\u0663'",
                        "tmins = '2018-05-01'",
                        "escs = '\\u0000'",
                        "escs LIKE '%DROP TABLE%'",
                        "length(escs) = 1000000",
                        "escs IS NULL",
                        "escs LIKE ' %' AND trim(escs, E' \\t\\n') <> ''",
                        "cnt = ' alb'",
                        "cnt IS NULL",
                        "cnt = 'A1B'")) {
            assertThat(server.count(DATABASE, kind)).as(kind).isPositive();
        }
    }

    @Test
    void behavesAgainWhenToldTo() {
        // Given
        fleet.all().misbehave(now -> new Misbehaviour(0, 0.5, 0, 0, 0));
        fleet.all().start();
        until(() -> status().rolledBack() > 0);
        // When
        fleet.all().misbehave(now -> Misbehaviour.NONE);
        fleet.all().whenQuiet().await().atMost(TIMEOUT);
        long rolledBack = status().rolledBack();
        long inserted = status().inserted();
        until(() -> status().inserted() > inserted + 50);
        // Then
        assertThat(status().rolledBack()).isEqualTo(rolledBack);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> new Misbehaviour(0, 0, 0, 0, 1.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("garbage");
        assertThatThrownBy(() -> new Misbehaviour(Double.NaN, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lateCommits");
    }

    private void calmDown() {
        fleet.all().pause();
        fleet.all().whenQuiet().await().atMost(TIMEOUT);
    }

    private TrafficStatus status() {
        return fleet.all().status().get(0);
    }

    private long nextId() {
        return server.sql(DATABASE, "SELECT nextval('responses_id_seq')").get(0).getLong(0);
    }
}
