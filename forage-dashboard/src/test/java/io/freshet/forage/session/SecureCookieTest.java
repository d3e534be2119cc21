package io.freshet.forage.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.BehindProxy;
import io.freshet.forage.ForageClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that ends https. */
@QuarkusTest
@TestProfile(BehindProxy.class)
class SecureCookieTest {
    @Test
    void sendsTheCookieOverHttpsOnlyWhereTheSignInCameThatWay() {
        // When
        Response secure = signUp("https");
        Response plain = signUp("http");
        // Then
        Cookie cookie = secure.getDetailedCookie("__Host-forage-session");
        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(plain.getDetailedCookie("forage-session").isSecured()).isFalse();
    }

    private static Response signUp(String scheme) {
        String name = ForageClient.unusedName("Ada");
        return ForageClient.onceAccountsAreThere(
                () ->
                        given().header("X-Forwarded-Proto", scheme)
                                .contentType(ContentType.JSON)
                                .body(Map.of("name", name, "password", ForageClient.PASSWORD))
                                .post("/forage/api/sign-up"));
    }
}
