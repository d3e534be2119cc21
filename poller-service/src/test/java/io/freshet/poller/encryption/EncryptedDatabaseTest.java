package io.freshet.poller.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.Secret;
import io.freshet.testkit.encryption.TestAuthority;
import io.freshet.testkit.encryption.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each {@code sslmode} promises holds against a real server, whichever certificate it shows,
 * and in both ways of connecting alike.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EncryptedDatabaseTest {

    private static final String USER = "encrypted";
    private static final Secret PASSWORD = new Secret("p$$*'@:/ %");

    @TempDir static Path folder;

    private static TestAuthority known;
    private static TestAuthority foreign;
    private static Issued right;
    private static EncryptedDatabase database;

    @BeforeAll
    static void start() throws IOException {
        known = new TestAuthority(folder, "known");
        foreign = new TestAuthority(folder, "foreign");
        right = known.issue("server", "127.0.0.1");
        database = new EncryptedDatabase(folder, known, right);
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @Test
    @Order(1)
    void connectsToTheRightServerByEveryMode() {
        assertEach("disable", "refused", "no encryption");
        assertEach("allow", "encrypted", "");
        assertEach("prefer", "encrypted", "");
        assertEach("require", "encrypted", "");
        assertEach("verify-ca", "encrypted", "");
        assertEach("verify-full", "encrypted", "");
    }

    @Test
    @Order(2)
    void tellsAServerOfAnotherName() {
        database.show(known.issue("server", "other.example"));

        assertEach("require", "encrypted", "");
        assertEach("verify-ca", "encrypted", "");
        assertEach("verify-full", "refused", "127.0.0.1");
    }

    @Test
    @Order(3)
    void tellsAServerOfAForeignAuthority() {
        database.show(foreign.issue("server", "127.0.0.1"));

        assertEach("prefer", "encrypted", "");
        assertEach("require", "encrypted", "");
        assertEach("verify-ca", "refused", "path");
        assertEach("verify-full", "refused", "path");
        assertBoth(url("verify-full", "&sslrootcert=system"), USER, PASSWORD, "refused", "path");
    }

    @Test
    @Order(4)
    void tellsAServerWhoseCertificateHasEnded() {
        database.show(known.issueExpired("server", "127.0.0.1"));

        assertEach("require", "encrypted", "");
        assertEach("verify-ca", "refused", "");
        assertEach("verify-full", "refused", "");
    }

    @Test
    @Order(5)
    void showsACertificateOfItsOwn() {
        database.show(right);
        Issued own = known.issue("certified", "");
        Issued others = foreign.issue("certified", "");

        assertBoth(url("verify-full", authorities() + files(own)), "certified", "encrypted", "");
        assertBoth(url("require", files(own)), "certified", "encrypted", "");
        assertBoth(url("require", files(others)), "certified", "refused", "");
        assertBoth(url("require", ""), "certified", "refused", "");
    }

    @Test
    @Order(6)
    void takesAPasswordThatWasChangedInItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD.value());
        Secret stored = new Secret("long gone", Optional.of(file));
        String url = url("require", "");

        assertBoth(url, USER, stored, "encrypted", "");
        database.execute("alter role encrypted password 'other'");
        assertBoth(url, USER, stored, "refused", "password authentication failed");
        Files.writeString(file, "other\n");
        assertBoth(url, USER, stored, "encrypted", "");
        database.execute("alter role encrypted password 'p$$*''@:/ %'");
    }

    @Test
    @Order(7)
    void takesTheFirstOfSeveralServersThatIsMeant() {
        String two =
                "postgresql://127.0.0.1:1,127.0.0.1:%d/postgres?sslmode=require&target_session_attrs=%s";

        for (String writable : new String[] {"any", "read-write", "primary"}) {
            assertBoth(two.formatted(database.port(), writable), USER, PASSWORD, "encrypted", "");
        }
        assertThat(
                        database.reactively(
                                two.formatted(database.port(), "prefer-standby"), USER, PASSWORD))
                .isEqualTo("encrypted");
        assertThat(database.reactively(two.formatted(database.port(), "standby"), USER, PASSWORD))
                .contains("is what target_session_attrs=standby means");
    }

    @Test
    @Order(8)
    void neverFallsBackToPlainTextWhereItMustNot() {
        database.execute("create role plain login password 'p'");
        database.strip();
        Secret password = new Secret("p");

        assertBoth(url("prefer", ""), "plain", password, "plain", "");
        assertBoth(url("require", ""), "plain", password, "refused", "");
        assertBoth(url("verify-full", authorities()), "plain", password, "refused", "");
    }

    private static void assertEach(String mode, String outcome, String reason) {
        String files = mode.startsWith("verify") ? authorities() : "";
        assertBoth(url(mode, files), USER, PASSWORD, outcome, reason);
    }

    private static void assertBoth(String url, String user, String outcome, String reason) {
        assertBoth(url, user, Secret.NONE, outcome, reason);
    }

    private static void assertBoth(
            String url, String user, Secret password, String outcome, String reason) {
        SoftAssertions.assertSoftly(
                soft -> {
                    soft.assertThat(database.reactively(url, user, password))
                            .as("reactive: %s", url)
                            .startsWith(outcome)
                            .contains(reason);
                    soft.assertThat(database.byJdbc(url, user, password))
                            .as("JDBC: %s", url)
                            .startsWith(outcome)
                            .contains(reason);
                });
    }

    private static String authorities() {
        return "&sslrootcert=" + known.file();
    }

    private static String files(Issued issued) {
        return "&sslcert=%s&sslkey=%s".formatted(issued.certificate(), issued.key());
    }

    private static String url(String mode, String further) {
        return "postgresql://127.0.0.1:%d/postgres?sslmode=%s%s"
                .formatted(database.port(), mode, further);
    }
}
