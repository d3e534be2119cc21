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
import java.util.regex.Matcher;
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
    void areAllCounted() {
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

    private static int counted(String what) {
        Matcher found =
                Pattern.compile(
                                "(?m)^freshet_chart_requests_%s_total\\{chart=\"escs\"} (\\d+)"
                                        .formatted(what))
                        .matcher(get("/q/metrics").asString());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
