package io.freshet.forage.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class PagesTest {
    @Inject WebAssets assets;

    @Test
    void allowsScriptsOfThisServerAlone() {
        // When
        Response page = given().get("/");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/coach"})
    void answersWhoeverOnlyLooksWhetherAPageIsThere(String path) {
        // When
        Response page = given().head(path);
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(Integer.parseInt(page.header("Content-Length"))).isPositive();
        assertThat(page.body().asByteArray()).isEmpty();
    }

    @Test
    void tellsAPersonWhatIsThereWhereNothingIs() {
        // When
        Response page = given().accept("text/html,*/*").get("/nowhere");
        Response program = given().accept("application/json").get("/nowhere");
        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.body().asString())
                .contains("There is no such page", "<a href=\"/dashboard/pisa\">")
                .doesNotContain("@");
        assertThat(program.statusCode()).isEqualTo(404);
        assertThat(program.body().asString()).doesNotContain("There is no such page");
    }

    @Test
    void showsThePersonWhoLooksAtTheListOfChartsAPage() {
        // When
        Response page = given().accept("text/html,*/*").get("/charts");
        Response program = given().accept("*/*").get("/charts");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.headers().getValues("Vary")).contains("accept");
        assertThat(program.contentType()).doesNotContain("html");
    }

    @Test
    void letsBrowsersKeepWhatThePagesLoad() {
        // When
        Response script = given().get(assets.path() + "/js/dashboard.js");
        // Then
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.contentType()).startsWith("text/javascript");
        assertThat(script.header("Cache-Control")).contains("immutable");
        assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void sendsPlainTextToWhoeverCannotUnpack() {
        // When
        Response style =
                given().config(
                                RestAssuredConfig.config()
                                        .decoderConfig(
                                                DecoderConfig.decoderConfig().noContentDecoders()))
                        .get(assets.path() + "/css/forage.css");
        // Then
        assertThat(style.header("Content-Encoding")).isNull();
        assertThat(style.body().asString()).startsWith(":root");
    }

    @Test
    void servesNothingElseOfTheClassPath() {
        // When / Then
        given().get(assets.path() + "/files.txt").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get(assets.path() + "/..%2fapplication.properties")
                .then()
                .statusCode(404);
    }
}
