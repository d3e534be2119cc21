package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.charts.http.ChartDocumentation;
import io.freshet.configuration.FreshetConfig;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are answered, whatever the charts say. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class RequestsTest extends EndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submissions",
                "submissions-over-time",
                "escs",
                "learning-hours-per-week",
                "early-education-and-belonging",
                "freshness"
            })
    void areAnsweredWithJsonForPagesOfAnyOrigin(String chart) {
        given().header("Origin", "https://forage.example")
                .get("/charts/" + chart)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .header(
                        "Access-Control-Expose-Headers",
                        allOf(containsString("ETag"), containsString("Freshet-As-Of")))
                .header("ETag", not(blankOrNullString()));
    }

    @Test
    void areNotAnsweredAgainWhereNothingChanged() {
        // Given
        tables.submit(tables.source("fra", "FRA"), "('FRA', 1, 1, 1, 1, null)");
        eventually(() -> assertThat(body("escs")).contains("FRA"));
        Response first = get("/charts/escs");
        String tag = first.header("ETag");

        // Then
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            given().header("If-None-Match", known)
                    .get("/charts/escs")
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Content-Type", nullValue())
                    .body(equalTo(""));
        }
        given().header("If-None-Match", "\"other\"")
                .get("/charts/escs")
                .then()
                .statusCode(200)
                .body(equalTo(first.asString()));
        given().header("If-None-Match", tag)
                .get("/charts/escs?countries=GBR")
                .then()
                .statusCode(200);

        // When
        tables.submit(tables.source("gbr", "GBR"), "('GBR', 1, 1, 1, 1, null)");

        // Then
        eventually(
                () ->
                        given().header("If-None-Match", tag)
                                .get("/charts/escs")
                                .then()
                                .statusCode(200)
                                .header("ETag", not(equalTo(tag))));
    }

    @Test
    void mayAskForTheHeadOnly() {
        Response whole = get("/charts/escs");

        given().head("/charts/escs")
                .then()
                .statusCode(200)
                .header("ETag", whole.header("ETag"))
                .header("Content-Type", "application/json")
                .header("Content-Length", whole.header("Content-Length"))
                .body(equalTo(""));
        given().head("/charts/escs/stream")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/event-stream");
        given().head("/charts/escs?countries=1").then().statusCode(400);
    }

    @Test
    void ofBrowsersArePermittedBeforehand() {
        given().header("Origin", "https://forage.example")
                .header("Access-Control-Request-Method", "GET")
                .options("/charts/escs")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", containsString("GET"))
                .header("Access-Control-Allow-Headers", containsString("If-None-Match"));
    }

    @Test
    void forTheListOfChartsAreAnsweredWithTheirPaths() {
        get("/charts")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .body(
                        "charts.href",
                        hasItems("/charts/submissions", "/charts/escs", "/charts/freshness"))
                .body(
                        "charts.find { it.name == 'submissions-over-time' }.parameters",
                        equalTo(List.of("hours", "zone")));
    }

    @Test
    void ofProbesAreAnsweredOnceThereIsSomethingToServe() {
        get("/q/health/live").then().statusCode(200).body(equalTo("{\"status\":\"UP\"}"));
        eventually(
                () ->
                        get("/q/health/ready")
                                .then()
                                .statusCode(200)
                                .body(equalTo("{\"status\":\"UP\"}")));
        assertThat(management.get("/q/health")).contains("charts loaded");
    }

    @Test
    void areCountedByChart() {
        // Given
        double answered = counter("answered");
        double unchanged = counter("unchanged");
        double refused = counter("refused");

        // When
        String tag = get("/charts/escs").header("ETag");
        given().header("If-None-Match", tag).get("/charts/escs");
        get("/charts/escs?countries=1");

        // Then
        assertThat(counter("answered")).isEqualTo(answered + 1);
        assertThat(counter("unchanged")).isEqualTo(unchanged + 1);
        assertThat(counter("refused")).isEqualTo(refused + 1);
        assertThat(metrics()).doesNotContain("/charts/");
    }

    private double counter(String what) {
        String line = "freshet_chart_requests_%s_total{chart=\"escs\"} ".formatted(what);
        return metrics()
                .lines()
                .filter(metric -> metric.startsWith(line))
                .mapToDouble(metric -> Double.parseDouble(metric.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void areDocumentedForEachChart() {
        given().port(management.number())
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Freshet charts"))
                .body(
                        "paths.'/charts/escs'.get.parameters.name",
                        hasItems("countries", "If-None-Match"))
                .body(
                        "paths.'/charts/submissions-over-time'.get.parameters.name",
                        hasItems("hours", "zone"))
                .body("paths.'/charts/escs'.get.responses.keySet()", hasItems("200", "304", "400"))
                .body(
                        "paths.'/charts/escs'.get.responses.'200'.headers.keySet()",
                        hasItems("ETag", "Freshet-As-Of"))
                .body(
                        "paths.'/charts/freshness/stream'.get.responses.'200'.content.keySet()",
                        hasItems("text/event-stream"));
    }

    @Test
    void areDocumentedInAFileAsTheyAreHere() {
        assumeTrue(Arc.container() != null, "the configuration of a process is its own");
        FreshetConfig config = Arc.container().instance(FreshetConfig.class).get();
        String served = given().port(management.number()).get("/q/openapi?format=json").asString();

        assertThat(new JsonObject(ChartDocumentation.of(config))).isEqualTo(new JsonObject(served));
    }
}
