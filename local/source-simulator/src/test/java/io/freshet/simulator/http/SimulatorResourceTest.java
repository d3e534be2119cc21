package io.freshet.simulator.http;

import static io.freshet.simulator.TestServer.until;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.freshet.testkit.processes.WebPort;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ThreeCountries.class)
@QuarkusTestResource(value = ThreeCountries.ThreeDatabases.class, restrictToAnnotatedClass = true)
class SimulatorResourceTest {

    WebPort management;

    @BeforeEach
    void calm() {
        until(() -> !state().equals("starting"));
        when().post("/simulator/pause").then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body(
                        "{\"lateCommits\":0,\"rollbacks\":0,\"updates\":0,\"deletes\":0,\"garbage\":0}")
                .post("/simulator/misbehave");
        given().contentType(ContentType.JSON).body("{\"rate\": 60}").post("/simulator/rate");
        when().post("/simulator/empty").then().statusCode(200);
    }

    @Test
    void tellsHowEachSourceStands() {
        when().get("/simulator/status")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("state", equalTo("paused"))
                .body("rows", equalTo(0))
                .body("rate", equalTo(60.0f))
                .body("sources.country", hasItems("ALB", "ARG", "ESP"))
                .body("sources.database", hasItems(ThreeCountries.PREFIX + "alb"))
                .body("sources.state", everyItem(equalTo("paused")))
                .body("sources.error", everyItem(nullValue()));
    }

    @Test
    void startsChangesTheRateAndPauses() {
        when().post("/simulator/start").then().statusCode(200).body("state", equalTo("running"));
        until(() -> rows("ESP") > 5);
        post("/simulator/rate", "{\"rate\": 0}", 200);
        until(SimulatorResourceTest::isStill);
        long still = rows("ESP");
        long albania = rows("ALB");
        post("/simulator/sources/esp/rate", "{\"rate\": 500}", 200);
        until(() -> rows("ESP") > still + 50);
        assertThat(rows("ALB")).isEqualTo(albania);
        when().post("/simulator/pause").then().statusCode(200).body("state", equalTo("paused"));
    }

    @Test
    void commandsTheShop() {
        until(() -> when().get("/simulator/totesys").jsonPath().getString("now") != null);
        when().get("/simulator/totesys")
                .then()
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("rate", equalTo(0.0f))
                .body("error", nullValue());

        post("/simulator/totesys/rate", "{\"rate\": 2000}", 200);
        post("/simulator/totesys/strike", "{\"fault\": \"rename-department\"}", 200);
        until(
                () -> {
                    JsonPath shop = when().get("/simulator/totesys").jsonPath();
                    return shop.getLong("steps") > 100 && shop.getLong("struck") == 1;
                });
        when().post("/simulator/totesys/pause").then().body("state", equalTo("paused"));

        post("/simulator/totesys/strike", "{\"fault\": \"earthquake\"}", 400);
    }

    @Test
    void commandsOneSourceAlone() {
        when().post("/simulator/sources/ALB/start")
                .then()
                .statusCode(200)
                .body("country", equalTo("ALB"))
                .body("state", equalTo("running"));
        when().get("/simulator/status")
                .then()
                .body("state", equalTo("running"))
                .body("sources.find { it.country == 'ARG' }.state", equalTo("paused"));
        when().post("/simulator/sources/ALB/stop").then().body("state", equalTo("stopped"));
        when().post("/simulator/sources/ALB/pause").then().body("state", equalTo("paused"));
    }

    @Test
    void writesABurstAndEmptiesIt() {
        post("/simulator/burst", "{\"rows\": 300}", 202);
        until(() -> total() == 300);
        post("/simulator/sources/arg/burst", "{\"rows\": 7}", 202);
        until(() -> total() == 307);
        long others = total() - rows("ARG");
        when().post("/simulator/sources/ARG/empty")
                .then()
                .statusCode(200)
                .body("rows", equalTo(0))
                .body("maxId", equalTo(0));
        assertThat(total()).isEqualTo(others);
        when().post("/simulator/empty").then().statusCode(200).body("rows", equalTo(0));
    }

    @Test
    void changesOnlyTheSwitchesThatAreNamed() {
        post("/simulator/misbehave", "{\"lateCommits\": 0.1, \"garbage\": 0.2}", 200);
        given().contentType(ContentType.JSON)
                .body("{\"garbage\": 0.5}")
                .post("/simulator/sources/ALB/misbehave")
                .then()
                .statusCode(200)
                .body("misbehaviour.lateCommits", equalTo(0.1f))
                .body("misbehaviour.garbage", equalTo(0.5f))
                .body("misbehaviour.updates", equalTo(0.0f));
        when().get("/simulator/sources/ARG").then().body("misbehaviour.garbage", equalTo(0.2f));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/simulator/rate                   | {\"rate\": -1}              | rate",
                "/simulator/rate                   | {\"rate\": \"fast\"}        | rate",
                "/simulator/rate                   | {\"rate\": 1e12}            | rate",
                "/simulator/rate                   | {}                          | rate",
                "/simulator/rate                   | {\"rate\": 1, \"speed\": 2} | speed",
                "/simulator/rate                   | {\"rate\": 1                | body",
                "/simulator/rate                   | [1]                         | body",
                "/simulator/burst                  | {\"rows\": 0}               | rows",
                "/simulator/burst                  | {\"rows\": 1.5}             | rows",
                "/simulator/burst                  | {\"rows\": null}            | rows",
                "/simulator/misbehave              | {\"garbage\": 1.5}          | garbage",
                "/simulator/misbehave              | {\"rollback\": 1}           | rollback",
                "/simulator/sources/ALB/burst      | {\"rows\": -5}              | rows",
                "/simulator/sources/A1/burst       | {\"rows\": 5}               | code",
            })
    void namesTheParameterAtFault(String path, String body, String parameter) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("parameter", equalTo(parameter))
                .body("detail", containsString(parameter.equals("code") ? "A1" : parameter));
    }

    @Test
    void refusesAnEmptyBody() {
        when().post("/simulator/rate").then().statusCode(400).body("parameter", equalTo("body"));
    }

    @Test
    void doesNotKnowOtherCountries() {
        when().post("/simulator/sources/QCI/start")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("parameter", equalTo("code"))
                .body("detail", containsString("QCI"));
    }

    @Test
    void refusesCommandsFromPagesOfOtherSites() {
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/simulator/empty")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().header("Sec-Fetch-Site", "same-origin")
                .post("/simulator/pause")
                .then()
                .statusCode(200);
    }

    @Test
    void describesItsApi() {
        given().port(management.number())
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/simulator/sources/{code}/burst'.post.summary",
                        containsString("rows"));
    }

    private static boolean isStill() {
        long before = total();
        LockSupport.parkNanos(200_000_000);
        return total() == before;
    }

    private static String state() {
        return when().get("/simulator/status").path("state");
    }

    private static long rows(String country) {
        return number("sources.find { it.country == '%s' }.rows".formatted(country));
    }

    private static long total() {
        return number("rows");
    }

    private static long number(String path) {
        return ((Number) when().get("/simulator/status").path(path)).longValue();
    }

    private static void post(String path, String body, int status) {
        given().contentType(ContentType.JSON).body(body).post(path).then().statusCode(status);
    }
}
