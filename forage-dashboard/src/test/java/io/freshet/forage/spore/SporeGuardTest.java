package io.freshet.forage.spore;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** As configured by default: for operators. */
@QuarkusTest
@WithTestResource(ForagePostgres.class)
class SporeGuardTest {
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
    void offersThePageToThoseWhoMayUseIt() {
        // When / Then
        assertThat(ForageClient.visitor().refresh().<Boolean>path("spore")).isFalse();
        assertThat(ForageClient.operator().refresh().<Boolean>path("spore")).isTrue();
    }
}
