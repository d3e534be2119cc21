package io.freshet.forage.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.BehindProxy;
import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.session.SessionToken;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What guessers can do to others, from one network and from many. */
@QuarkusTest
@TestProfile(BehindProxy.class)
class GuessingTest {
    private static final String HOME = "192.0.2.1";

    private static boolean hadOperator;

    @Inject ForageConfig config;

    /** The schema is made, and the code kept, while the server answers already. */
    @BeforeEach
    void awaitTheSchema() throws SQLException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isMade()) {
            assertThat(System.nanoTime()).as("the schema is made").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isMade() throws SQLException {
        try (Connection connection = ForagePostgres.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('forage.audit')")) {
            row.next();
            boolean made = row.getString(1) != null;
            return made
                    && (hadOperator
                            || given().get("/forage/api/session").<Boolean>path("firstOperator"));
        }
    }

    @Test
    void keepsNobodyOutOfTheirAccountInABrowserOfTheirs() {
        // Given: somebody behind the same address guesses
        String name = ForageClient.unusedName("Ada");
        Map<String, String> browser = signUp(name, HOME).getCookies();
        assertThat(browser).containsKey("forage-browser");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(name, "guess number " + i, HOME, Map.of()).statusCode())
                    .isEqualTo(401);
        }
        // When
        Response elsewhere = signIn(name, ForageClient.PASSWORD, HOME, Map.of());
        Response there = signIn(name, ForageClient.PASSWORD, HOME, browser);
        // Then
        assertThat(elsewhere.statusCode()).isEqualTo(429);
        assertThat(there.statusCode()).isEqualTo(204);
    }

    @Test
    void isLimitedInABrowserOfTheirsToo() {
        // Given
        String name = ForageClient.unusedName("Ada");
        Map<String, String> browser = signUp(name, "192.0.2.2").getCookies();
        for (int i = 0; i < 5; i++) {
            signIn(name, "guess number " + i, "192.0.2.2", browser);
        }
        // When
        Response right = signIn(name, ForageClient.PASSWORD, "192.0.2.2", browser);
        // Then
        assertThat(right.statusCode()).isEqualTo(429);
    }

    @Test
    void isLimitedForOneAccountFromAnywhere() {
        // Given
        String name = ForageClient.unusedName("Ada");
        signUp(name, "192.0.2.3");
        for (int i = 0; i < config.accounts().attemptsPerAccount(); i++) {
            assertThat(signIn(name, "guess", "198.51.100." + i, Map.of()).statusCode())
                    .isEqualTo(401);
        }
        // When
        Response next = signIn(name, "guess", "203.0.113.1", Map.of());
        // Then
        assertThat(next.statusCode()).isEqualTo(429);
    }

    @Test
    void isLimitedForAllOfOneNetworkOfIpv6() {
        // When
        int refused = 0;
        for (int i = 0; i < 21; i++) {
            String name = ForageClient.unusedName("Nobody");
            refused +=
                    signIn(name, "guess", "2001:db8::" + i, Map.of()).statusCode() == 429 ? 1 : 0;
        }
        // Then
        assertThat(refused).isOne();
        assertThat(
                        signIn(
                                        ForageClient.unusedName("Nobody"),
                                        "guess",
                                        "2001:db8:0:1::1",
                                        Map.of())
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void ofSessionsIsToldWithoutALookAtThem() throws SQLException {
        // Given: a look would wait
        String guessed = SessionToken.secret() + '.' + SessionToken.secret();
        signUp(ForageClient.unusedName("Ada"), "192.0.2.4");
        try (Connection connection = ForagePostgres.connect(config);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table forage.session in access exclusive mode");
            // When
            long begun = System.nanoTime();
            Response session = given().cookie("forage-session", guessed).get("/forage/api/session");
            // Then
            assertThat(session.statusCode()).isEqualTo(200);
            assertThat(session.<Object>path("account")).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void ofTheFirstOperatorsCodeIsInVainAndTheRightOneWorksOnce() throws SQLException {
        // Given
        String code = "ABCD-EFGH-JKLM-NPQR-STUV";
        assertThat(given().get("/forage/api/session").<Boolean>path("firstOperator")).isTrue();
        try (Connection connection = ForagePostgres.connect(config);
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into forage.operator_code values (?, now() + interval '1 h')")) {
            insert.setBytes(1, SessionToken.hashOf(code).getBytes());
            insert.executeUpdate();
        }
        String name = ForageClient.unusedName("Olga");
        // When
        Response wrong = signUpWith(name, "ABCD-EFGH-JKLM-NPQR-STUW");
        Response right = signUpWith(name, code.toLowerCase(java.util.Locale.ROOT));
        Response again = signUpWith(ForageClient.unusedName("Olga"), code);
        hadOperator = true;
        // Then
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(right.statusCode()).isEqualTo(204);
        assertThat(again.statusCode()).isEqualTo(403);
        Response session = given().cookies(right.getCookies()).get("/forage/api/session");
        assertThat(session.<String>path("account.role")).isEqualTo("operator");
        assertThat(session.<Boolean>path("firstOperator")).isFalse();
    }

    private static Response signUp(String name, String address) {
        Response answer =
                given().header("X-Forwarded-For", address)
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", name, "password", ForageClient.PASSWORD))
                        .post("/forage/api/sign-up");
        answer.then().statusCode(204);
        return answer;
    }

    private static Response signUpWith(String name, String code) {
        return given().header("X-Forwarded-For", "192.0.2.5")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "password", ForageClient.PASSWORD, "code", code))
                .post("/forage/api/sign-up");
    }

    /** In a browser with these cookies, but signed out. */
    private static Response signIn(
            String name, String password, String address, Map<String, String> cookies) {
        return given().header("X-Forwarded-For", address)
                .cookies(
                        cookies.containsKey("forage-browser")
                                ? Map.of("forage-browser", cookies.get("forage-browser"))
                                : Map.of())
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "password", password))
                .post("/forage/api/sign-in");
    }
}
