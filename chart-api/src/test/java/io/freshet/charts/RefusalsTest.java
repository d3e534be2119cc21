package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests are refused, and what they are told. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class RefusalsTest extends EndpointTest {
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest(name = "{0} is refused because of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "escs?countries=FR|countries",
                "escs?countries=FRAN|countries",
                "escs?countries=FRA,F1A|countries",
                "escs?countries=FRA,,GBR|countries",
                "escs?countries=%C3%89TE|countries",
                "escs?countries=%C5%BFRA|countries",
                "escs?countries=FRA&countries=GBR|countries",
                "learning-hours-per-week?countries=1|countries",
                "early-education-and-belonging?countries=x|countries",
                "freshness?countries=x|countries",
                "escs?country=FRA|country",
                "escs?Countries=FRA|Countries",
                "submissions?hours=3|hours",
                "escs?hours=3|hours",
                "submissions-over-time?countries=FRA|countries",
                "submissions-over-time?hours=0|hours",
                "submissions-over-time?hours=169|hours",
                "submissions-over-time?hours=-1|hours",
                "submissions-over-time?hours=1.5|hours",
                "submissions-over-time?hours=99999999999|hours",
                "submissions-over-time?hours=|hours",
                "submissions-over-time?hours=%D9%A3|hours",
                "submissions-over-time?zone=Mars/Olympus|zone",
                "submissions-over-time?zone=|zone",
                "submissions-over-time?zone=%2B01:07|zone"
            })
    void withImpossibleParametersAreRefusedByName(String path, String parameter) {
        for (String way : new String[] {path, path.replaceFirst("\\?", "/stream?")}) {
            given().urlEncodingEnabled(false)
                    .get("/charts/" + way)
                    .then()
                    .statusCode(400)
                    .header("Content-Type", PROBLEM)
                    .header("Access-Control-Allow-Origin", "*")
                    .body("status", equalTo(400))
                    .body("title", equalTo("Bad Request"))
                    .body("type", equalTo("about:blank"))
                    .body("parameter", equalTo(parameter))
                    .body("detail", containsString("Parameter " + parameter + ":"));
        }
    }

    @Test
    void areRefusedInFewWordsHoweverLongTheyAre() {
        String name = "x".repeat(3_000);

        String problem =
                get("/charts/escs?" + name + "=1").then().statusCode(400).extract().asString();

        assertThat(problem).contains("xxxx…").hasSizeLessThan(600);
        assertThat(get("/charts/" + name).then().statusCode(404).extract().asString())
                .hasSizeLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "escs/more", "nothing/stream", "ESCS", "../charts/x"})
    void forNoChartAreToldWhichThereAre(String name) {
        given().urlEncodingEnabled(false)
                .get("/charts/" + name)
                .then()
                .statusCode(404)
                .header("Content-Type", PROBLEM)
                .header("Access-Control-Allow-Origin", "*")
                .body("status", equalTo(404))
                .body("charts", hasItems("escs", "freshness"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void thatWouldChangeSomethingAreRefused(String method) {
        given().request(method, "/charts/escs")
                .then()
                .statusCode(405)
                .header("Content-Type", PROBLEM)
                .header("Allow", containsString("GET"))
                .body("status", equalTo(405))
                .body("detail", containsString(method));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void thatAreRefusedDoNotHoldUpTheirConnection(int size) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String requests =
                    "POST /charts/escs HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + size
                            + "\r\n\r\n"
                            + "x".repeat(size)
                            + "GET /charts/submissions HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: close\r\n\r\n";

            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 405 ", "HTTP/1.1 200 OK")
                    .endsWith("{\"count\":0}");
        }
    }
}
