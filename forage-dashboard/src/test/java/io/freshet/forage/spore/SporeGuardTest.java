package io.freshet.forage.spore;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import io.freshet.forage.FakePipeline;
import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As configured by default: for operators. */
@QuarkusTest
@WithTestResource(ForagePostgres.class)
class SporeGuardTest {
    @Inject FakePipeline pipeline;

    @Test
    void keepsThePageAndTheSimulatorForOperators() {
        // Given
        ForageClient learner = ForageClient.learner(ForageClient.unusedName("Ada"));
        ForageClient operator = ForageClient.operator();
        // When / Then
        given().get("/spore").then().statusCode(403);
        given().cookies(learner.cookies()).get("/spore").then().statusCode(403);
        given().cookies(learner.cookies()).get("/simulator/status").then().statusCode(403);
        given().cookies(operator.cookies()).get("/spore").then().statusCode(200);
        given().cookies(operator.cookies()).get("/simulator/status").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/simulator;x/empty",
                "/simulator/empty;x",
                "/;x/simulator/empty",
                "//simulator/empty",
                "/simulator//empty",
                "/simulator/./empty",
                "/x/../simulator/empty",
                "/%2e/simulator/empty",
                "/simulator/%2e/empty",
                "/%73imulator/empty",
                "/simulator%2Fempty",
                "/simulator%3bx/empty"
            })
    void isPassedByNoSpellingOfThePath(String path) {
        long before = rows();

        given().urlEncodingEnabled(false)
                .post(path)
                .then()
                .statusCode(anyOf(equalTo(403), equalTo(404), equalTo(405)));

        assertThat(rows()).isGreaterThanOrEqualTo(before).isPositive();
    }

    private long rows() {
        return pipeline.rows();
    }

    @Test
    void passesTheOperatorsCommandOnWithItsBody() {
        // Given
        ForageClient operator = ForageClient.operator();
        // When
        Response answer =
                given().cookies(operator.cookies())
                        .contentType("application/json")
                        .body("{\"rate\": 12.5}")
                        .post("/simulator/sources/ALB/rate");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Float>path("rate")).isEqualTo(12.5f);
    }

    @Test
    void takesNoCommandFromAnotherSitesPage() {
        // Given
        ForageClient operator = ForageClient.operator();
        // When
        Response forged =
                given().cookies(operator.cookies())
                        .header("Origin", "http://evil.example")
                        .post("/simulator/empty");
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void leadsAVisitorsBrowserToWhereOneSignsIn() {
        // When
        Response page = given().accept("text/html").get("/spore");
        // Then
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body().asString())
                .contains("Only operators may control the simulator.", "<a href=\"/coach\">");
    }

    @Test
    void offersThePageToThoseWhoMayUseIt() {
        // When / Then
        assertThat(ForageClient.visitor().refresh().<Boolean>path("spore")).isFalse();
        assertThat(ForageClient.operator().refresh().<Boolean>path("spore")).isTrue();
    }
}
