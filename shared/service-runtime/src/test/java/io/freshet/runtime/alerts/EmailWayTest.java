package io.freshet.runtime.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.AlertsConfig.Email;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail goes encrypted to a server that is who it should be; what goes wrong is said. */
class EmailWayTest {

    private static final AlertMessage MESSAGE =
            new AlertMessage("Freshet: alb drifted", "Source alb: column größe is gone.\n");

    @TempDir private static Path folder;
    private static MailServer server;
    private static Vertx vertx;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = new MailServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        vertx.close();
    }

    @BeforeEach
    void forget() {
        server.received.clear();
    }

    @Test
    void everyReceiverGetsTheMessage() {
        assertThat(send(server.access(MailServer.PASSWORD, "ann@example.org", "bob@example.org")))
                .isEmpty();

        assertThat(server.received)
                .singleElement()
                .asString()
                .startsWith("ann@example.org\nbob@example.org\n")
                .contains("Subject: Freshet: alb drifted", "Auto-Submitted: auto-generated")
                .contains("column gr=C3=B6=C3=9Fe is gone.");
    }

    @Test
    void whoIsRefusedIsNamedAndTheOthersGetIt() {
        assertThat(send(server.access(MailServer.PASSWORD, "nobody@example.org", "b@example.org")))
                .contains("refused nobody@example.org", "check alerts.email.to");

        assertThat(server.received).singleElement().asString().startsWith("b@example.org\n");
    }

    @Test
    void aMessageThatNobodyGetsIsAFailure() {
        assertRefusal(server.access(MailServer.PASSWORD, "nobody@example.org"), false)
                .contains("the mail server refused nobody@example.org; check alerts.email.to");
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        assertRefusal(server.access("wrong one", "ann@example.org"), false)
                .contains("does not let freshet in", "check username and password")
                .doesNotContain("wrong one");
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing() {
        assertRefusal(
                        server.access(
                                "localhost",
                                MailServer.PASSWORD,
                                Optional.empty(),
                                "ann@example.org"),
                        true)
                .contains("check alerts.email: host, port and tls");
        assertThat(server.received).isEmpty();
    }

    @Test
    void aServerWhoseCertificateIsForAnotherHostGetsNothing() {
        assertRefusal(
                        server.access(
                                "127.0.0.1",
                                MailServer.PASSWORD,
                                Optional.of(folder.resolve("certificate.pem")),
                                "ann@example.org"),
                        true)
                .contains("127.0.0.1");
        assertThat(server.received).isEmpty();
    }

    @Test
    void nobodyThereIsWorthAnotherAttempt() throws IOException {
        Email there = server.access(MailServer.PASSWORD, "ann@example.org");
        assertRefusal(at(there, unusedPort()), true)
                .contains("Connection refused", "check alerts.email");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Email there = server.access(MailServer.PASSWORD, "ann@example.org");
            AlertSender sender =
                    new AlertSender(vertx, Duration.ofMillis(100), Duration.ofMillis(1));

            assertThatThrownBy(
                            () ->
                                    sender.send(
                                                    new EmailWay(
                                                            vertx,
                                                            at(there, silent.getLocalPort())),
                                                    MESSAGE)
                                            .toCompletionStage()
                                            .toCompletableFuture()
                                            .orTimeout(10, TimeUnit.SECONDS)
                                            .join())
                    .hasMessageContaining("gave no answer within 100 ms");
        }
    }

    private static Email at(Email email, int port) {
        return new Email(
                email.host(),
                port,
                email.encryption(),
                email.files(),
                email.username(),
                email.password(),
                email.from(),
                email.to());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static AbstractStringAssert<?> assertRefusal(Email email, boolean passing) {
        List<AlertException> refusals = new ArrayList<>();
        assertThatThrownBy(() -> send(email))
                .satisfies(
                        error -> {
                            AlertException refusal = (AlertException) error.getCause();
                            assertThat(refusal.isPassing())
                                    .as(refusal.getMessage())
                                    .isEqualTo(passing);
                            refusals.add(refusal);
                        });
        return assertThat(refusals.get(0).getMessage());
    }

    private static String send(Email email) throws CompletionException {
        return new EmailWay(vertx, email)
                .send(MESSAGE)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
