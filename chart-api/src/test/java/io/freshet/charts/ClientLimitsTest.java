package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.freshet.runtime.http.HttpLimits;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one client may take, send and keep. */
@QuarkusTest
@TestProfile(ClientLimitsTest.Little.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class ClientLimitsTest extends EndpointTest {

    private static final int STREAMS = 3;
    private static final int CONNECTIONS = 20;

    /** A client may do little, and not for long. */
    public static final class Little implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "freshet.charts.streams-per-address",
                    Integer.toString(STREAMS),
                    "freshet.charts.stream-heartbeat",
                    "200ms",
                    "quarkus.http.idle-timeout",
                    "1s",
                    "freshet.http.connections-per-address",
                    Integer.toString(CONNECTIONS),
                    "freshet.http.headers-within",
                    "PT0.7S",
                    "freshet.http.body-within",
                    "PT0.7S");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void streamsOfOneAddressAreNotMoreThanSoMany() {
        List<EventStream> open = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            open.add(EventStream.open(client, "submissions/stream"));
        }
        eventually(() -> assertThat(open).allMatch(stream -> stream.events() == 1));

        get("/charts/escs/stream")
                .then()
                .statusCode(429)
                .header("Content-Type", "application/problem+json")
                .body("status", equalTo(429));

        // When: they are given back
        open.forEach(EventStream::close);

        // Then
        eventually(
                () -> {
                    try (EventStream another = EventStream.open(client, "escs/stream")) {
                        // or it came before a place was free, and another try is due
                        await().atMost(Duration.ofSeconds(2)).until(() -> another.events() == 1);
                    }
                });
    }

    @Test
    void connectionsOnWhichNothingHappensAreClosed() throws IOException {
        try (RawConnection silent = RawConnection.open();
                RawConnection kept = RawConnection.open()) {
            kept.send(request("GET", "/charts/submissions"));
            assertThat(kept.answer(false).status()).isEqualTo(200);

            assertThat(silent.isAtEnd()).isTrue();
            assertThat(kept.isAtEnd()).isTrue();
        }
    }

    @Test
    void connectionsOfOneAddressAreNotMoreThanSoMany() throws IOException {
        int before = refused(429);
        List<RawConnection> idle = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(RawConnection.open());
        }
        try (RawConnection another = RawConnection.open()) {
            RawConnection.Answer answer = another.answer(false);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(answer.body()).contains("\"status\":429");
            assertThat(another.isAtEnd()).isTrue();
        } finally {
            idle.forEach(RawConnection::close);
        }
        eventually(() -> assertThat(refused(429)).isGreaterThan(before));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /charts/submissions HTTP/1.1|Host: localhost|X-Slow: , 408",
        "POST /charts/submissions HTTP/1.1|Host: localhost|Content-Length: 1000||, 405"
    })
    void requestsThatComeAByteAtATimeAreEnded(String beginning, int status) throws Exception {
        int before = refused(408);
        try (RawConnection connection = RawConnection.open()) {
            connection.send(beginning.replace("|", "\r\n"));
            Thread dripping = new Thread(() -> drip(connection));
            dripping.start();

            assertThat(connection.answer(false).status()).isEqualTo(status);
            dripping.join(LIMIT.toMillis());

            assertThat(dripping.isAlive()).as("the connection takes more").isFalse();
        }
        assertThat(refused(408)).isEqualTo(before + 1);
    }

    /** Sends a byte every tenth of a second until the connection is closed. */
    private static void drip(RawConnection connection) {
        try {
            while (true) {
                connection.send("x");
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (UncheckedIOException | InterruptedException e) {
            // closed, as it should be
        }
    }

    private int refused(int status) {
        Matcher found =
                Pattern.compile(
                                "(?m)^freshet_http_refused_total\\{status=\"%d\",?} (\\d+)"
                                        .formatted(status))
                        .matcher(metrics());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Test
    void linesThatAreTooLongAreRefused() {
        assertThat(answerTo(request("GET", "/charts/" + "x".repeat(HttpLimits.LINE_BYTES))))
                .isEqualTo(414);
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        String header = "X-Large: " + "x".repeat(HttpLimits.HEADER_BYTES);

        int before = refused(431);
        assertThat(answerTo(request("GET", "/charts/submissions", header))).isEqualTo(431);
        assertThat(refused(431)).isEqualTo(before + 1);
    }

    @Test
    void bodiesThatAreTooLargeAreRefused() {
        String length = "Content-Length: " + (HttpLimits.BODY_BYTES + 1);

        assertThat(answerTo(request("POST", "/q/health/live", length))).isEqualTo(413);
        // charts take none at all
        assertThat(answerTo(request("POST", "/charts/submissions", length))).isEqualTo(405);
    }

    private static int answerTo(String request) {
        try (RawConnection connection = RawConnection.open()) {
            connection.send(request);
            return connection.answer(false).status();
        }
    }
}
