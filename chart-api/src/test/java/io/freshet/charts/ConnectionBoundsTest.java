package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one connection may ask for, and that all of it is counted. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class ConnectionBoundsTest extends EndpointTest {

    private static final int REPEATED = 5;
    private static final int FLOOD_BYTES = 64 << 20;
    private static final Duration STANDSTILL = Duration.ofSeconds(2);

    @BeforeEach
    void submit() {
        tables.submit(tables.source("fra", "FRA"), ONE);
        awaitCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/charts/submissions, /charts/submissions-over-time?hours=168",
        "/charts/submissions/stream, /charts/submissions-over-time?hours=168",
        "/q/health/live, /q/health/live",
        "/nowhere, /nowhere"
    })
    void requestsAreNotReadFromWhoDoesNotReadTheAnswers(String first, String others)
            throws IOException {
        try (RawConnection connection = RawConnection.open()) {
            connection.send(request("GET", first));
            assertThat(connection.line()).startsWith("HTTP/1.1 ");

            long taken = connection.flood(request("GET", others), FLOOD_BYTES, STANDSTILL);

            // what the buffers of both sides of a socket hold, which the machine decides
            assertThat(taken).isLessThan(FLOOD_BYTES);
        }
        assertThat(body("submissions")).isEqualTo("{\"count\":1}");
    }

    @Test
    void requestsAreAnsweredHoweverManyComeAtOnce() {
        int number = 2_000;
        try (RawConnection connection = RawConnection.open()) {
            connection.send(
                    request("GET", "/charts/submissions?x").repeat(20)
                            + request("GET", "/charts/submissions").repeat(number));

            for (int i = 0; i < 20; i++) {
                assertThat(connection.answer(false).status()).isEqualTo(400);
            }
            for (int i = 0; i < number; i++) {
                assertThat(connection.answer(false).body()).isEqualTo("{\"count\":1}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics", "/nowhere"})
    void requestsBehindOneThatIsForNoChartAreAnsweredHoweverManyComeAtOnce(String first) {
        int number = 2_000;
        try (RawConnection connection = RawConnection.open()) {
            connection.send(
                    request("GET", first) + request("GET", "/charts/submissions").repeat(number));

            assertThat(connection.answer(false).status()).isIn(200, 503, 404);
            for (int i = 0; i < number; i++) {
                assertThat(connection.answer(false).body()).isEqualTo("{\"count\":1}");
            }
        }
    }

    @Test
    void requestsAreNeverAnsweredOverHttp2() throws IOException {
        try (RawConnection connection = RawConnection.open()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            // a server that speaks it sends frames
            assertThat(connection.line()).isEqualTo("HTTP/2.0 400 Bad Request");
        }
    }

    @Test
    void requestsAreAllCounted() {
        int answered = counted("answered");
        int unchanged = counted("unchanged");
        int refused = counted("refused");

        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < REPEATED; i++) {
                connection.send(request("GET", "/charts/escs"));
                connection.answer(false);
                connection.send(request("GET", "/charts/escs", "If-None-Match: *"));
                connection.answer(false);
                connection.send(request("GET", "/charts/escs?colour=red"));
                connection.answer(false);
            }
        }

        assertThat(counted("answered")).isEqualTo(answered + REPEATED);
        assertThat(counted("unchanged")).isEqualTo(unchanged + REPEATED);
        assertThat(counted("refused")).isEqualTo(refused + REPEATED);
    }

    private int counted(String what) {
        Matcher found =
                Pattern.compile(
                                "(?m)^freshet_chart_requests_%s_total\\{chart=\"escs\"} (\\d+)"
                                        .formatted(what))
                        .matcher(metrics());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
