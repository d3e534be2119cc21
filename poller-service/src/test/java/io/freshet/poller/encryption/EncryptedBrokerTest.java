package io.freshet.poller.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import io.freshet.configuration.BrokerUrl;
import io.freshet.poller.encryption.TestAuthority.Issued;
import io.freshet.runtime.broker.BrokerAccess;
import io.freshet.runtime.broker.BrokerChannels;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestServers;
import io.freshet.tls.TlsFiles;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection to the broker by amqps is made to the named host of a trusted authority only, by
 * both clients. The broker is the one that all tests use; what encrypts stands in front of it.
 */
class EncryptedBrokerTest {

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
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

        assertThat(byClient(url(broker.port(), TlsFiles.NONE))).isEqualTo("refused");
        assertThat(byVertx(url(broker.port(), TlsFiles.NONE))).isEqualTo("refused");
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
            assertThat(byClient(url(front.port(), files))).as("the client").isEqualTo(outcome);
            assertThat(byVertx(url(front.port(), files))).as("that of Vert.x").isEqualTo(outcome);
        }
    }

    private static BrokerUrl url(int port, TlsFiles files) {
        String user = URI.create(TestServers.broker().url()).getRawUserInfo();
        BrokerUrl url = BrokerUrl.parse("amqps://%s@127.0.0.1:%d".formatted(user, port));
        return new BrokerUrl(
                url.host(), port, url.username(), url.password(), url.virtualHost(), true, files);
    }

    private static String byClient(BrokerUrl url) throws TimeoutException {
        try (Connection connection =
                BrokerChannels.factory(url, Duration.ofSeconds(5)).newConnection("test")) {
            return connection.isOpen() ? "connected" : "closed";
        } catch (IOException e) {
            return "refused";
        }
    }

    private String byVertx(BrokerUrl url) throws Exception {
        RabbitMQOptions options =
                new RabbitMQOptions()
                        .setHost(url.host())
                        .setPort(url.port())
                        .setUser(url.username())
                        .setConnectionTimeout(5_000)
                        .setReconnectAttempts(0)
                        .setCredentialsProvider(BrokerAccess.credentials(url));
        BrokerAccess.secure(options, url);
        RabbitMQClient client = RabbitMQClient.create(vertx, options);
        try {
            client.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            client.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            return "connected";
        } catch (ExecutionException e) {
            return "refused";
        }
    }
}
