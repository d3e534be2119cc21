package io.freshet.forage.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProviderSignInTest.WithProvider.class)
class ProviderSignInTest {
    @Test
    void sendsTheVisitorToTheProvider() {
        // When
        Response answer = start();
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .contains("/authorize?")
                .contains("client_id=forage")
                .contains("code_challenge=");
    }

    @Test
    void opensASessionForWhomTheProviderNames() {
        // When
        Response session = session(signIn("ada:students"));
        // Then
        assertThat(session.<String>path("account.name")).isEqualTo("ada");
        assertThat(session.<String>path("account.role")).isEqualTo("learner");
        assertThat(session.<Boolean>path("provider")).isTrue();
    }

    @Test
    void givesTheRoleThatTheProviderGivesNow() {
        // Given
        signIn("grace:forage-operator");
        // When
        Response session = session(signIn("grace:forage-coach"));
        // Then
        assertThat(session.<String>path("account.role")).isEqualTo("coach");
    }

    @Test
    void opensNoSessionForAForgedReturn() {
        // When
        Response answer =
                given().redirects()
                        .follow(false)
                        .get("/forage/api/sign-in/provider?code=eve:forage-operator&state=guessed");
        // Then
        assertThat(answer.getCookie("forage-session")).isNull();
    }

    @Test
    void takesNoPasswordsBesideTheProvider() {
        // When
        Response answer = ForageClient.visitor().signIn("ada", ForageClient.PASSWORD);
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("detail")).contains("provider");
    }

    private static Response start() {
        return given().redirects().follow(false).get("/forage/api/sign-in/provider");
    }

    /** Comes back from the provider with that code; gives the session's cookie. */
    private static Map<String, String> signIn(String code) {
        Response start = start();
        var state = Pattern.compile("state=([^&]+)").matcher(start.header("Location"));
        assertThat(state.find()).isTrue();
        Map<String, String> cookies = new HashMap<>(start.getCookies());
        String next = "/forage/api/sign-in/provider?code=" + code + "&state=" + state.group(1);
        for (int i = 0; i < 3 && !next.equals("/"); i++) {
            Response answer =
                    given().cookies(cookies)
                            .redirects()
                            .follow(false)
                            .urlEncodingEnabled(false)
                            .get(next);
            assertThat(answer.statusCode()).isBetween(302, 303);
            cookies.putAll(answer.getCookies());
            URI to = URI.create(answer.header("Location"));
            next = to.getRawQuery() == null ? to.getPath() : to.getPath() + "?" + to.getRawQuery();
        }
        assertThat(next).isEqualTo("/");
        return Map.of("forage-session", cookies.get("forage-session"));
    }

    private static Response session(Map<String, String> cookies) {
        return given().cookies(cookies).get("/forage/api/session");
    }

    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(ForagePostgres.class),
                    new TestResourceEntry(FakeProvider.class));
        }
    }
}
