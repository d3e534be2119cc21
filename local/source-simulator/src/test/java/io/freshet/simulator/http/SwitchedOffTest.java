package io.freshet.simulator.http;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SwitchedOffTest {
    @Test
    void saysThatItIsOff() {
        when().get("/simulator/status")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("freshet.simulator.enabled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/simulator/start", "/simulator/empty", "/simulator/sources/ALB/start"})
    void takesNoCommands(String path) {
        when().post(path).then().statusCode(404);
    }
}
