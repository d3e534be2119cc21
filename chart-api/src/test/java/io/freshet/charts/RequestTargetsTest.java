package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.RawConnection.Answer;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for what is no URI: charts say what is wrong with it, nothing else is reached. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class RequestTargetsTest extends EndpointTest {

    private static final String PROBLEM = "application/problem+json";

    /** The answers to a request on a new connection, and on one that is known for charts. */
    private static Answer[] ask(String target) {
        try (RawConnection connection = RawConnection.open()) {
            connection.send(request("GET", target));
            Answer first = connection.answer(false);
            connection.send(request("GET", "/charts/submissions"));
            assertThat(connection.answer(false).body()).isEqualTo("{\"count\":0}");
            connection.send(request("GET", target));
            return new Answer[] {first, connection.answer(false)};
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/charts/escs?countries=%",
                "/charts/escs?countries=%zz",
                "/charts/escs?countries=ALB|ARG",
                "/charts/escs?countries=<b>",
                "/charts/escs?countries={FRA}",
                "/charts/escs?countries=\"FRA\"",
                "/charts/escs?countries=FRA\\GBR",
                "/charts/escs/stream?countries=ALB|ARG"
            })
    void chartsNameTheParameterAndLetBrowsersReadIt(String target) {
        assertThat(ask(target))
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(answer.headers())
                                    .containsEntry("content-type", PROBLEM)
                                    .containsEntry("access-control-allow-origin", "*");
                            assertThat(answer.body()).contains("\"parameter\":\"countries\"");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/live?x=a|b",
                "/q/health/live?%",
                "/q/metrics?x=%zz",
                "/q/health|live",
                "/nothing?x=|",
                "/?x=%",
                "/chart|s/escs"
            })
    void nothingElseIsReached(String target) {
        assertThat(ask(target))
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(answer.body()).contains("no URI");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/q/%zz", "/charts/%", "/charts/%zz", "/charts/esc|s"})
    void aPathThatIsNoneIsAnError(String target) {
        assertThat(ask(target)).allSatisfy(answer -> assertThat(answer.status()).isIn(400, 404));
    }
}
