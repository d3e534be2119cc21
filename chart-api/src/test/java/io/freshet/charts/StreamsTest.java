package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts as streams of events. */
@QuarkusTest
@TestProfile(StreamsTest.AThousandStreams.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class StreamsTest extends EndpointTest {

    private static final int MOST = 1_000;

    /** Serves as many at once, and reassures them often. */
    public static final class AThousandStreams implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "freshet.charts.streams",
                    Integer.toString(MOST),
                    "freshet.charts.stream-heartbeat",
                    "200ms");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<EventStream> open = new ArrayList<>();
    private int source;

    @BeforeEach
    void start() {
        source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        awaitCount(1);
    }

    @AfterEach
    void end() {
        open.forEach(EventStream::close);
        eventually(
                () -> assertThat(metrics()).containsPattern("(?m)^freshet_chart_streams 0\\.0$"));
    }

    private EventStream listen(String path) {
        EventStream stream = EventStream.open(client, path);
        open.add(stream);
        return stream;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submissions",
                "submissions-over-time",
                "escs",
                "learning-hours-per-week",
                "early-education-and-belonging"
            })
    void beginWithTheChartAndFollowIt(String chart) {
        // When
        EventStream stream = listen(chart + "/stream");

        // Then
        eventually(() -> assertThat(stream.newest()).isEqualTo(body(chart)));
        String first = stream.newest();

        // When
        tables.submit(source, "('GBR', 2, 120, 2, 2, now())");

        // Then
        eventually(() -> assertThat(stream.newest()).isNotEqualTo(first).isEqualTo(body(chart)));
    }

    @Test
    void tellHowSourcesAge() {
        EventStream stream = listen("freshness/stream?countries=FRA");

        eventually(() -> assertThat(stream.events()).isGreaterThan(2));
        assertThat(stream.newest()).startsWith("{\"datasets\":[{\"id\":\"FRA\",\"ageSeconds\":");
    }

    @Test
    void areSilentWhereNothingOfWhatTheyShowChanges() {
        // Given
        EventStream french = listen("escs/stream?countries=FRA");
        EventStream all = listen("escs/stream");
        eventually(() -> assertThat(french.events() + all.events()).isEqualTo(2));

        // When
        tables.submit(source, "('GBR', 2, 120, 2, 2, now())");

        // Then
        eventually(() -> assertThat(all.newest()).isEqualTo(body("escs")).contains("GBR"));
        int comments = french.comments();
        eventually(() -> assertThat(french.comments()).isGreaterThan(comments + 1));
        assertThat(french.events()).isOne();
        assertThat(french.newest()).isEqualTo(body("escs?countries=FRA"));
    }

    @Test
    void areServedToAThousandAtOnceAndNotToMore() {
        // When
        for (int i = 0; i < MOST; i++) {
            listen("submissions/stream");
        }

        // Then
        eventually(
                () -> assertThat(open).allMatch(stream -> stream.newest().equals("{\"count\":1}")));
        get("/charts/submissions/stream")
                .then()
                .statusCode(503)
                .header("Content-Type", "application/problem+json")
                .body("status", equalTo(503));

        // When
        tables.submit(source, ONE);

        // Then
        eventually(
                () -> assertThat(open).allMatch(stream -> stream.newest().equals("{\"count\":2}")));
        assertThat(open).allMatch(stream -> stream.events() == 2 && !stream.ended());
    }
}
