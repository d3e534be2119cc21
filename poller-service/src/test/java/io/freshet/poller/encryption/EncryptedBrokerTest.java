package io.freshet.poller.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.BrokerUrl;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.encryption.TestAuthority;
import io.freshet.testkit.encryption.TestAuthority.Issued;
import io.freshet.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection to the broker by amqps is made to the named host of a trusted authority only, by
 * both clients. The broker is the one that all tests use; what encrypts stands in front of it.
 */
class EncryptedBrokerTest {

    @TempDir Path folder;

    private final BrokerClients clients = new BrokerClients();

    @AfterEach
    void end() {
        clients.close();
    }

    @Test
    void connectsToTheNamedHostOfATrustedAuthorityOnly() throws Exception {
        TestAuthority known = new TestAuthority(folder, "known");
        TestAuthority foreign = new TestAuthority(folder, "foreign");
        TlsFiles trusting =
                new TlsFiles(Optional.of(known.file()), Optional.empty(), Optional.empty());

        assertBoth(known.issue("mq", "127.0.0.1"), false, trusting, "connected");
        assertBoth(known.issue("mq", "other.example"), false, trusting, "refused");
        assertBoth(foreign.issue("mq", "127.0.0.1"), false, trusting, "refused");
        assertBoth(known.issueExpired("mq", "127.0.0.1"), false, trusting, "refused");
        assertBoth(known.issue("mq", "127.0.0.1"), false, TlsFiles.NONE, "refused");

        Issued own = known.issue("client", "");
        TlsFiles signed =
                new TlsFiles(
                        Optional.of(known.file()),
                        Optional.of(own.certificate()),
                        Optional.of(own.key()));
        assertBoth(known.issue("mq", "127.0.0.1"), true, signed, "connected");
        assertBoth(known.issue("mq", "127.0.0.1"), true, trusting, "refused");
    }

    @Test
    void neverSpeaksPlainly() throws Exception {
        TestBroker broker = TestServers.broker();

        assertThat(clients.byClient(url(broker.port(), TlsFiles.NONE))).isEqualTo("refused");
        assertThat(clients.byVertx(url(broker.port(), TlsFiles.NONE))).isEqualTo("refused");
    }

    private void assertBoth(Issued shown, boolean asks, TlsFiles files, String outcome)
            throws Exception {
        TestBroker broker = TestServers.broker();
        TlsFiles server =
                new TlsFiles(
                        Optional.of(folder.resolve("known.pem")),
                        Optional.of(shown.certificate()),
                        Optional.of(shown.key()));
        try (TlsFront front = new TlsFront(server, asks, broker.host(), broker.port())) {
            assertThat(clients.byClient(url(front.port(), files)))
                    .as("the client")
                    .isEqualTo(outcome);
            assertThat(clients.byVertx(url(front.port(), files)))
                    .as("that of Vert.x")
                    .isEqualTo(outcome);
        }
    }

    private static BrokerUrl url(int port, TlsFiles files) {
        return BrokerClients.url(
                URI.create(TestServers.broker().url()).getRawUserInfo(), "127.0.0.1", port, files);
    }
}
