package io.freshet.poller.encryption;

import static io.freshet.poller.encryption.BrokerClients.CONNECTED;
import static io.freshet.poller.encryption.BrokerClients.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.configuration.BrokerUrl;
import io.freshet.testkit.RabbitNode;
import io.freshet.testkit.encryption.TestAuthority;
import io.freshet.testkit.encryption.TestAuthority.Issued;
import io.freshet.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection by amqps to a real RabbitMQ is made to the named host of a trusted authority only,
 * by both clients; the broker asks for a certificate of theirs. Skipped where none is installed.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EncryptedRabbitTest {

    /** The certificate is for this address and for no name. */
    private static final String HOST = "127.0.0.1";

    @TempDir static Path folder;

    private static TestAuthority known;
    private static TestAuthority foreign;
    private static TlsFiles signed;
    private static RabbitNode rabbit;
    private static BrokerClients clients;

    @BeforeAll
    static void start() {
        Optional<Path> server = RabbitNode.installed();
        assumeTrue(server.isPresent(), "no rabbitmq-server was found, or its epmd does not run");
        known = new TestAuthority(folder, "known");
        foreign = new TestAuthority(folder, "foreign");
        signed = files(known, Optional.of(known.issue("client", "")));
        rabbit = RabbitNode.start(server.get(), shows(known.issue("mq", HOST)));
        clients = new BrokerClients();
    }

    @AfterAll
    static void end() {
        if (rabbit != null) {
            clients.close();
            rabbit.close();
        }
    }

    private static RabbitNode.Encryption shows(Issued issued) {
        return new RabbitNode.Encryption(known.file(), issued, true);
    }

    private static TlsFiles files(TestAuthority trusted, Optional<Issued> own) {
        return new TlsFiles(
                Optional.of(trusted.file()), own.map(Issued::certificate), own.map(Issued::key));
    }

    @Test
    @Order(1)
    void connectsToTheNamedHostOfATrustedAuthority() throws Exception {
        assertBoth(HOST, rabbit.encryptedPort(), signed, CONNECTED);
    }

    @Test
    @Order(2)
    void tellsABrokerOfAnotherName() throws Exception {
        assertBoth("localhost", rabbit.encryptedPort(), signed, REFUSED);
    }

    @Test
    @Order(3)
    void tellsABrokerOfAForeignAuthority() throws Exception {
        Issued own = known.issue("client", "");

        assertBoth(HOST, rabbit.encryptedPort(), files(foreign, Optional.of(own)), REFUSED);
        assertBoth(HOST, rabbit.encryptedPort(), TlsFiles.NONE, REFUSED);
    }

    @Test
    @Order(4)
    void isLetInByACertificateOfItsOwnOnly() throws Exception {
        Issued others = foreign.issue("client", "");
        Issued ended = known.issueExpired("client", "");

        assertBoth(HOST, rabbit.encryptedPort(), files(known, Optional.empty()), REFUSED);
        assertBoth(HOST, rabbit.encryptedPort(), files(known, Optional.of(others)), REFUSED);
        assertBoth(HOST, rabbit.encryptedPort(), files(known, Optional.of(ended)), REFUSED);
    }

    @Test
    @Order(5)
    void neverSpeaksPlainly() throws Exception {
        assertBoth(HOST, rabbit.port(), signed, REFUSED);
    }

    @Test
    @Order(6)
    void tellsABrokerWhoseCertificateHasEnded() throws Exception {
        rabbit.show(shows(known.issueExpired("mq", HOST)));
        assertBoth(HOST, rabbit.encryptedPort(), signed, REFUSED);
    }

    @Test
    @Order(7)
    void goesByTheNameThatTheCertificateIsFor() throws Exception {
        rabbit.show(shows(known.issue("mq", "localhost")));

        assertBoth("localhost", rabbit.encryptedPort(), signed, CONNECTED);
        assertBoth(HOST, rabbit.encryptedPort(), signed, REFUSED);
    }

    private static void assertBoth(String host, int port, TlsFiles files, String outcome)
            throws Exception {
        BrokerUrl url = BrokerClients.url("guest:guest", host, port, files);
        assertThat(clients.byClient(url)).as("the client").isEqualTo(outcome);
        assertThat(clients.byVertx(url)).as("that of Vert.x").isEqualTo(outcome);
    }
}
