package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.events.SourceState;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What charts say of how old they are. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class AgesTest extends EndpointTest {
    private TestPoller poller;

    @BeforeEach
    void start() {
        poller = new TestPoller(bus);
    }

    @AfterEach
    void end() {
        poller.close();
    }

    private static String asOf() {
        return get("/charts/escs").header("Freshet-As-Of");
    }

    @Test
    void chartsSayNothingOfTheirAgeBeforeAllSourcesWereReadOnce() {
        // Given
        int one = tables.source("one", "FRA");
        int two = tables.source("two", "GBR");
        tables.submit(one, ONE);
        tables.submit(two, ONE);

        // When
        tables.stand(one, 1, "now()", "live", "now()");

        // Then
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo("live"));
        assertThat(asOf()).isNull();
        assertThat(freshness("GBR").getInt("level")).isZero();
        assertThat(freshness("GBR").getString("status")).isEqualTo("catching-up");

        // When
        tables.stand(two, 1, "'2026-11-20 10:11:12.345678Z'", "live", "now()");

        // Then: as old as the oldest of them
        eventually(() -> assertThat(asOf()).isEqualTo("2026-11-20T10:11:12.345Z"));
    }

    @ParameterizedTest(name = "data {0} old meets level {1}")
    @CsvSource({"2 seconds, 2", "59 seconds, 2", "61 seconds, 1", "59 min, 1", "61 min, 0"})
    void chartsSayHowOldEachSourceIs(String age, int level) {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);

        // When: as often as it needs, as a second more is another level
        eventually(
                () -> {
                    tables.stand(
                            source, 1, "now() - interval '" + age + "'", "catching-up", "now()");

                    // Then
                    assertThat(freshness("FRA").getInt("level")).isEqualTo(level);
                    assertThat(freshness("FRA").getInt("submissions")).isOne();
                    double expected =
                            Double.parseDouble(
                                    tables.text(
                                            "select extract(epoch from now() - as_of)"
                                                    + " from freshet.source_status"));
                    assertThat(freshness("FRA").getDouble("ageSeconds"))
                            .isCloseTo(expected, within(1.5));
                });
    }

    @Test
    void aPollerThatIsSilentIsCalledStale() {
        // Given
        tables.execute(
                "insert into freshet.source (name, pipeline, attributes, registered_at) values"
                        + " ('fra', 'pisa', '{\"country\": \"FRA\"}', now() - interval '1 hour')");

        // When
        tables.stand(1, 0, "now()", "live", "now() - interval '11 seconds'");

        // Then
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo("stale"));
    }

    @Test
    void whatPollersSayCountsOnceTheChartsShowIt() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));
        Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant second = first.plusMillis(100);

        // When
        eventually(
                () -> {
                    poller.say("fra", 1, 1, first, SourceState.LIVE);
                    assertThat(asOf()).isEqualTo(instant(first));
                });

        // Then
        assertThat(freshness("FRA").getString("status")).isEqualTo("live");

        // When: what it has read is still on its way
        poller.say("fra", 1, 2, second, SourceState.UNREACHABLE);

        // Then
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo("unreachable"));
        assertThat(asOf()).isEqualTo(instant(first));

        // When
        tables.submit(source, ONE);

        // Then
        eventually(() -> assertThat(asOf()).isEqualTo(instant(second)));
        assertThat(body("submissions")).isEqualTo("{\"count\":2}");
    }

    @Test
    void chartsSayWhenEachSourceWasLastProven() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);

        // When
        tables.stand(source, 1, "now()", "live", "now()");

        // Then
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo("live"));
        assertThat(body("freshness")).contains("\"provenSeconds\":null,\"level\"");

        // When
        tables.prove(source, "now() - interval '30 seconds'");

        // Then
        eventually(
                () ->
                        assertThat(freshness("FRA").getDouble("provenSeconds"))
                                .isBetween(29.0, 90.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restricted", "diverging", "unreachable", "drifted"})
    void whatAPollerSaysThatCannotGoOnShowsAlsoByTheWarehouseAlone(String state) {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        tables.stand(source, 1, "now()", "live", "now()");
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo("live"));

        // When
        tables.stand(source, 1, "now()", state, "now()");

        // Then
        eventually(() -> assertThat(freshness("FRA").getString("status")).isEqualTo(state));
    }

    @Test
    void aStateThatOnlyNewerPollersKnowIsReadAsCatchingUp() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);

        // When: as often as it needs, as it is of the third level for a second
        eventually(
                () -> {
                    tables.stand(source, 1, "now()", "rehearsing", "now()");
                    assertThat(freshness("FRA").getInt("level")).isEqualTo(3);
                });

        // Then
        assertThat(freshness("FRA").getString("status")).isEqualTo("catching-up");
        assertThat(body("submissions")).isEqualTo("{\"count\":1}");
    }

    private static String instant(Instant time) {
        return time.toString().matches(".*\\.\\d{3}Z")
                ? time.toString()
                : "%s.000Z".formatted(time.toString().replace("Z", ""));
    }

    @Test
    void aSourceJustReadMeetsTheThirdLevel() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);

        // Then
        eventually(
                () -> {
                    poller.say("fra", 1, 1, Instant.now(), SourceState.LIVE);
                    assertThat(freshness("FRA").getInt("level")).isEqualTo(3);
                });
        assertThat(body("freshness"))
                .contains("\"submissions\":1,\"status\":\"live\"")
                .containsPattern("\"ageSeconds\":[0-9]+(\\.[0-9]{1,3})?,");
    }

    @Test
    void sourcesOfOneCountryAreToldApartByTheirNames() {
        // When
        tables.source("fra-north", "FRA");
        tables.source("fra-south", "FRA");
        tables.source("gbr", "GBR");
        tables.tell(0, 0);

        // Then
        eventually(
                () ->
                        assertThat(
                                        get("/charts/freshness")
                                                .jsonPath()
                                                .getList("datasets.id", String.class))
                                .containsExactly("GBR", "fra-north", "fra-south"));
        assertThat(
                        get("/charts/freshness?countries=FRA")
                                .jsonPath()
                                .getList("datasets.id", String.class))
                .containsExactly("fra-north", "fra-south");
    }
}
