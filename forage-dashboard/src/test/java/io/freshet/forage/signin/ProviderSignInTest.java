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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ProviderSignInTest.WithProvider.class)
class ProviderSignInTest {

    @ConfigProperty(name = "freshet.forage.oidc.url")
    String provider;

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

    @Test
    void endsTheSessionsThatTheProviderSaysHaveEnded() {
        // Given
        Map<String, String> first = signIn("mary:students");
        Map<String, String> second = signIn("mary:students");
        Map<String, String> another = signIn("edith:students");
        // When
        Response answer = endSessions(logoutToken("mary", "none"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(session(first).<Object>path("account")).isNull();
        assertThat(session(second).<Object>path("account")).isNull();
        assertThat(session(another).<String>path("account.name")).isEqualTo("edith");
        assertThat(session(signIn("mary:students")).<String>path("account.name")).isEqualTo("mary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "audience", "ended", "event", "nonce", "signature"})
    void endsNoSessionsForAnythingElse(String flaw) {
        // Given
        Map<String, String> session = signIn("joan:students");
        // When
        Response answer = endSessions(logoutToken("joan", flaw));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(session(session).<String>path("account.name")).isEqualTo("joan");
        assertThat(endSessions("no token").statusCode()).isEqualTo(400);
    }

    private String logoutToken(String person, String flaw) {
        return given().get(provider + "/logout-token?" + person + "&" + flaw).path("token");
    }

    private static Response endSessions(String token) {
        return given().formParam("logout_token", token).post("/forage/api/sign-in/provider/logout");
    }

    private static Response start() {
        return given().redirects().follow(false).get("/forage/api/sign-in/provider");
    }

    /** Comes back from the provider with that code; gives the session's cookie. */
    private static Map<String, String> signIn(String code) {
        Map<String, String> cookies = new HashMap<>();
        Response answer = ForageClient.onceAccountsAreThere(() -> comeBack(code, cookies));
        assertThat(next(answer)).isEqualTo("/");
        return Map.of("forage-session", cookies.get("forage-session"));
    }

    /** The last answer on the way that a browser goes, which keeps {@code cookies}. */
    private static Response comeBack(String code, Map<String, String> cookies) {
        Response start = start();
        var state = Pattern.compile("state=([^&]+)").matcher(start.header("Location"));
        assertThat(state.find()).isTrue();
        cookies.putAll(start.getCookies());
        String back = "/forage/api/sign-in/provider?code=" + code + "&state=" + state.group(1);
        Response answer = follow(back, cookies);
        for (int i = 0; i < 2 && answer.statusCode() != 503 && !next(answer).equals("/"); i++) {
            answer = follow(next(answer), cookies);
        }
        return answer;
    }

    private static Response follow(String path, Map<String, String> cookies) {
        Response answer =
                given().cookies(cookies)
                        .redirects()
                        .follow(false)
                        .urlEncodingEnabled(false)
                        .get(path);
        cookies.putAll(answer.getCookies());
        return answer;
    }

    /** Where an answer leads to. */
    private static String next(Response answer) {
        assertThat(answer.statusCode()).isBetween(302, 303);
        URI to = URI.create(answer.header("Location"));
        return to.getRawQuery() == null ? to.getPath() : to.getPath() + "?" + to.getRawQuery();
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
