package io.freshet.forage.spore;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SporeOffTest.Off.class)
class SporeOffTest {
    @Test
    void hasNoSuchPage() {
        // When / Then
        given().get("/spore").then().statusCode(404);
        given().accept("text/html")
                .get("/spore")
                .then()
                .statusCode(404)
                .body(containsString("There is no traffic simulator to control here."));
        given().post("/simulator/empty").then().statusCode(404);
    }

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "freshet.forage.spore", "off",
                    "freshet.forage.database.url", "postgresql://127.0.0.1:1/none");
        }
    }
}
