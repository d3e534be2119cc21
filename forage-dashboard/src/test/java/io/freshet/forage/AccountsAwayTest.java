package io.freshet.forage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsAwayTest.NoDatabase.class)
class AccountsAwayTest {
    @Test
    void showsTheChartsToVisitorsWithoutADatabase() {
        // When
        Response session =
                given().cookie("forage-session", "of-better-days").get("/forage/api/session");
        // Then
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.<String>path("dashboard.escs")).isEqualTo("/charts/escs");
        given().get("/").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void saysThatAccountsAreAwayAndWhenToTryAgain() {
        // When
        Response answer = ForageClient.visitor().signIn("Ada", ForageClient.PASSWORD);
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.<String>path("detail")).contains("the charts are");
    }

    public static final class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("freshet.forage.database.url", "postgresql://127.0.0.1:1/none");
        }
    }
}
