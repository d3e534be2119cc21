package io.freshet.forage.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class AccountsTest {
    @Test
    void signsUpAndKnowsTheLearnerAgain() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient ada = ForageClient.learner(name);
        // When
        Response session = ada.refresh();
        // Then
        assertThat(session.<String>path("account.name")).isEqualTo(name);
        assertThat(session.<String>path("account.role")).isEqualTo("learner");
    }

    @Test
    void signsOutForGood() {
        // Given
        ForageClient ada = ForageClient.learner(ForageClient.unusedName("Ada"));
        Map<String, String> stolen = ada.cookies();
        // When
        ada.post("sign-out", "").then().statusCode(204);
        // Then
        Response afterwards = given().cookies(stolen).get("/forage/api/session");
        assertThat(stolen).isNotEmpty();
        assertThat(afterwards.<Object>path("account")).isNull();
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() {
        // When
        Response answer =
                ForageClient.visitor().post("sign-up", newcomer(ForageClient.unusedName("Ada")));
        // Then
        Cookie cookie = answer.getDetailedCookie("forage-session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getValue()).hasSizeGreaterThan(40);
    }

    @Test
    void tellsNobodyWhetherANameExists() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient.learner(name);
        ForageClient guesser = ForageClient.visitor();
        // When
        Response wrongPassword = guesser.signIn(name, "not the password");
        Response noSuchName = guesser.signIn(ForageClient.unusedName("Nobody"), "not it");
        // Then
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(noSuchName.statusCode()).isEqualTo(401);
        assertThat(noSuchName.body().asString()).isEqualTo(wrongPassword.body().asString());
    }

    @Test
    void stopsGuessingOfAPasswordButNotTheOthers() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient.learner(name);
        String other = ForageClient.unusedName("Grace");
        ForageClient.learner(other);
        ForageClient guesser = ForageClient.visitor();
        for (int i = 0; i < 5; i++) {
            guesser.signIn(name, "guess number " + i).then().statusCode(401);
        }
        // When
        Response even = guesser.signIn(name, ForageClient.PASSWORD);
        // Then
        assertThat(even.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(even.header("Retry-After"))).isBetween(1, 901);
        assertThat(even.<String>path("detail")).contains("minutes");
        guesser.signIn(other, ForageClient.PASSWORD).then().statusCode(204);
    }

    @Test
    void takesNamesThatLookTheSameForOne() {
        // Given
        String name = ForageClient.unusedName("Grace Hopper ");
        ForageClient.learner(name);
        // When
        Response answer =
                ForageClient.visitor()
                        .post("sign-up", newcomer(name.toUpperCase(java.util.Locale.ROOT)));
        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("detail")).contains("taken");
    }

    @Test
    void refusesShortAndEndlessPasswordsAndOddNames() {
        // Given
        ForageClient visitor = ForageClient.visitor();
        String name = ForageClient.unusedName("Ada");
        // When
        List<Response> answers =
                List.of(
                        visitor.post("sign-up", Map.of("name", name, "password", "short")),
                        visitor.post("sign-up", Map.of("name", name, "password", "x".repeat(73))),
                        visitor.post("sign-up", newcomer("<script>alert(1)</script>")),
                        visitor.post("sign-up", newcomer("x".repeat(41))),
                        visitor.post("sign-up", Map.of()));
        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(400));
        assertThat(answers.get(0).<String>path("detail")).contains("10 characters");
    }

    @Test
    void changesNothingForARequestWithoutTheSessionsToken() {
        // Given
        ForageClient ada = ForageClient.learner(ForageClient.unusedName("Ada"));
        // When
        Response forged =
                given().cookies(ada.cookies())
                        .contentType(ContentType.JSON)
                        .body(Map.of("submissions", "http://evil.example/"))
                        .put("/forage/api/dashboard");
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(ada.refresh().<String>path("dashboard.submissions"))
                .isEqualTo("/charts/submissions");
    }

    @Test
    void takesNoSignInFromAnotherSitesPage() {
        // When
        Response forged =
                given().header("Origin", "https://evil.example")
                        .contentType(ContentType.JSON)
                        .body(newcomer(ForageClient.unusedName("Ada")))
                        .post("/forage/api/sign-up");
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.getCookies()).isEmpty();
    }

    @Test
    void changesThePasswordAndEndsOtherSessions() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient here = ForageClient.learner(name);
        ForageClient elsewhere = ForageClient.visitor();
        elsewhere.signIn(name, ForageClient.PASSWORD).then().statusCode(204);
        // When
        here.put("password", Map.of("old", ForageClient.PASSWORD, "password", "battery staple"))
                .then()
                .statusCode(204);
        // Then
        assertThat(here.refresh().<String>path("account.name")).isEqualTo(name);
        assertThat(elsewhere.refresh().<Object>path("account")).isNull();
        elsewhere.signIn(name, ForageClient.PASSWORD).then().statusCode(401);
        elsewhere.signIn(name, "battery staple").then().statusCode(204);
    }

    @Test
    void letsOnlyOperatorsGiveRoles() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient ada = ForageClient.learner(name);
        // When
        ada.put("accounts/" + name + "/role", Map.of("role", "operator")).then().statusCode(403);
        ForageClient.coach()
                .put("accounts/" + name + "/role", Map.of("role", "coach"))
                .then()
                .statusCode(403);
        ForageClient.visitor().get("accounts").then().statusCode(401);
        ForageClient.operator()
                .put("accounts/" + name + "/role", Map.of("role", "coach"))
                .then()
                .statusCode(204);
        // Then
        assertThat(ada.refresh().<String>path("account.role")).isEqualTo("coach");
    }

    @Test
    void showsOperatorsWhoDidWhat() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient ada = ForageClient.learner(name);
        ForageClient operator = ForageClient.operator();
        operator.put("accounts/" + name + "/role", Map.of("role", "coach")).then().statusCode(204);
        operator.put("accounts/" + name + "/password", Map.of("password", "battery staple"))
                .then()
                .statusCode(204);
        // When
        Response log = operator.get("audit-log");
        // Then
        assertThat(log.<List<String>>path("findAll { it.subject.contains('" + name + "') }.action"))
                .containsExactly("password reset", "role given", "sign up");
        assertThat(log.<List<String>>path("actor")).startsWith("Olga", "Olga", "Olga");
        assertThat(log.body().asString()).doesNotContain("battery staple");
        ada.get("audit-log").then().statusCode(401);
        ForageClient.coach().get("audit-log").then().statusCode(403);
    }

    @Test
    void keepsAnOperatorFromLockingThemselvesOut() {
        // Given
        ForageClient operator = ForageClient.operator();
        // When
        Response role = operator.put("accounts/olga/role", Map.of("role", "learner"));
        Response removal = operator.delete("accounts/Olga");
        // Then
        assertThat(role.statusCode()).isEqualTo(400);
        assertThat(removal.statusCode()).isEqualTo(400);
        assertThat(operator.refresh().<String>path("account.role")).isEqualTo("operator");
    }

    @Test
    void removesAnAccountWithItsSessions() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient ada = ForageClient.learner(name);
        // When
        ForageClient.operator().delete("accounts/" + name).then().statusCode(204);
        // Then
        assertThat(ada.refresh().<Object>path("account")).isNull();
        ForageClient.operator().delete("accounts/" + name).then().statusCode(404);
    }

    private static Map<String, String> newcomer(String name) {
        return Map.of("name", name, "password", ForageClient.PASSWORD);
    }
}
