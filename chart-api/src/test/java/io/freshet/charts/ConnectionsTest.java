package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.RawConnection.Answer;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests on one connection: the later ones take a shorter way, which nobody may notice. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class ConnectionsTest extends EndpointTest {

    private static final int REPEATED = 5;
    private static final Pattern DATE =
            Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT");

    private int source;

    @BeforeEach
    void submit() {
        source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        awaitCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submissions",
                "submissions-over-time",
                "submissions-over-time?hours=2",
                "escs",
                "escs?countries=FRA",
                "escs?countries=%46RA&",
                "learning-hours-per-week",
                "early-education-and-belonging?",
                "escs?countries=nowhere",
                "escs?colour=red",
                "escs?countries=FRA&countries=GBR",
                "escs#part",
                "escs?countries=%",
                "escs?countries=ALB|ARG",
                "nothing",
                ""
            })
    void areAnsweredAlike(String chart) {
        for (String known : List.of("Accept: */*", "If-None-Match: *", "If-None-Match: \"x\"")) {
            try (RawConnection connection = RawConnection.open()) {
                List<Answer> answers = new ArrayList<>();
                for (int i = 0; i < REPEATED; i++) {
                    connection.send(request("GET", "/charts/" + chart, known));
                    answers.add(connection.answer(false));
                }

                // the sources are read again and again, so that the state is as of ever later
                answers.forEach(answer -> answer.headers().remove("freshet-as-of"));
                answers.forEach(
                        answer -> assertThat(answer.headers().remove("date")).matches(DATE));
                assertThat(answers).containsOnly(answers.get(0));
            }
        }
    }

    @Test
    void areAnsweredWithWhatEachAsksFor() {
        tables.submit(source, "('GBR', 2, 120, 2, 2, now())");
        awaitCount(2);
        String all = body("escs");
        String french = body("escs?countries=FRA");
        String british = body("escs?countries=GBR");
        String tag = get("/charts/escs").header("ETag");
        assertThat(List.of(all, french, british)).doesNotHaveDuplicates();

        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < REPEATED; i++) {
                connection.send(request("GET", "/charts/escs"));
                assertThat(connection.answer(false).body()).isEqualTo(all);
                connection.send(request("GET", "/charts/escs?countries=FRA"));
                assertThat(connection.answer(false).body()).isEqualTo(french);
                connection.send(request("GET", "/charts/escs", "If-None-Match: " + tag));
                assertThat(connection.answer(false).status()).isEqualTo(304);
                connection.send(
                        request("GET", "/charts/escs?countries=GBR", "If-None-Match: " + tag));
                assertThat(connection.answer(false).body()).isEqualTo(british);
            }
        }
    }

    @Test
    void areAnsweredInTheirOrder() {
        String chart = request("GET", "/charts/submissions");
        String wrapped = request("GET", "/charts/escs");
        List<String> requests =
                List.of(
                        chart,
                        chart,
                        request("HEAD", "/charts/submissions"),
                        chart,
                        request("GET", "/charts/nothing"),
                        request("GET", "/charts/escs?colour=red"),
                        request("GET", "/q/health/live"),
                        chart,
                        request("POST", "/charts/escs", "Content-Length: " + wrapped.length())
                                + wrapped,
                        chart,
                        request("OPTIONS", "/charts/escs"),
                        request("GET", "/charts/submissions", "If-None-Match: *"),
                        chart);
        List<Integer> statuses =
                List.of(200, 200, 200, 200, 404, 400, 200, 200, 405, 200, 204, 304, 200);

        try (RawConnection connection = RawConnection.open()) {
            connection.send(String.join("", requests) + String.join("", requests));
            for (int round = 0; round < 2; round++) {
                assertThat(IntStream.range(0, requests.size()))
                        .allSatisfy(
                                place -> {
                                    Answer answer =
                                            connection.answer(
                                                    requests.get(place).startsWith("HEAD"));
                                    assertThat(answer.status()).isEqualTo(statuses.get(place));
                                    if (requests.get(place).equals(chart)) {
                                        assertThat(answer.body()).isEqualTo("{\"count\":1}");
                                    }
                                });
            }
        }
    }

    @Test
    void showWhatIsNew() {
        try (RawConnection connection = RawConnection.open()) {
            for (int count = 2; count < 6; count++) {
                tables.submit(source, ONE);
                String expected = "{\"count\":%d}".formatted(count);
                eventually(
                        () -> {
                            connection.send(request("GET", "/charts/submissions"));
                            assertThat(connection.answer(false).body()).isEqualTo(expected);
                        });
            }
        }
    }

    @Test
    void areNotAnsweredInTheMiddleOfAStream() throws IOException {
        try (RawConnection connection = RawConnection.open()) {
            // Given
            for (int i = 0; i < REPEATED; i++) {
                connection.send(request("GET", "/charts/submissions"));
                connection.answer(false);
            }
            connection.send(request("GET", "/charts/submissions/stream"));
            for (String line = ""; !line.contains("{\"count\":1}"); line = connection.line()) {
                assertThat(line).doesNotContain("404");
            }

            // When
            connection.send(request("GET", "/charts/submissions"));
            tables.submit(source, ONE);

            // Then
            for (String line = ""; !line.contains("{\"count\":2}"); line = connection.line()) {
                assertThat(line).doesNotContain("HTTP");
            }
        }
    }

    @Test
    void mayNameTheirTagsOverSeveralLines() {
        String tag = get("/charts/escs").header("ETag");
        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < REPEATED; i++) {
                connection.send(
                        request(
                                "GET",
                                "/charts/escs",
                                "If-None-Match: \"x\"",
                                "If-None-Match: " + tag));
                assertThat(connection.answer(false).status()).isEqualTo(304);
            }
        }
    }

    @Test
    void mayAskForTheEndOfTheConnectionOnItsSecondLine() throws IOException {
        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < REPEATED; i++) {
                connection.send(request("GET", "/charts/escs"));
                connection.answer(false);
            }

            connection.send(
                    request("GET", "/charts/escs", "Connection: keep-alive", "Connection: close"));

            assertThat(connection.answer(false).status()).isEqualTo(200);
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/charts/escs/", "/charts/escs/?countries=FRA"})
    void mayEndWithASlash(String path) {
        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < REPEATED; i++) {
                connection.send(request("GET", path));
                assertThat(connection.answer(false).body()).isEqualTo(body("escs"));
            }
        }
    }
}
