package io.freshet.poller.encryption;

import com.rabbitmq.client.Connection;
import io.freshet.configuration.BrokerUrl;
import io.freshet.runtime.broker.BrokerAccess;
import io.freshet.tls.TlsFiles;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Both clients that services connect to a broker with, set up as they do it. */
final class BrokerClients implements AutoCloseable {

    static final String CONNECTED = "connected";
    static final String REFUSED = "refused";

    private final Vertx vertx = Vertx.vertx();

    /** An address by amqps, which neither client leaves for plain AMQP. */
    static BrokerUrl url(String user, String host, int port, TlsFiles files) {
        BrokerUrl url = BrokerUrl.parse("amqps://%s@%s:%d".formatted(user, host, port));
        return new BrokerUrl(
                url.host(), port, url.username(), url.password(), url.virtualHost(), true, files);
    }

    /** What comes of connecting with RabbitMQ's own. */
    String byClient(BrokerUrl url) throws TimeoutException {
        try (Connection connection =
                BrokerAccess.factory(url, Duration.ofSeconds(5)).newConnection("test")) {
            return connection.isOpen() ? CONNECTED : "closed";
        } catch (IOException e) {
            return REFUSED;
        }
    }

    /** What comes of connecting with that of Vert.x. */
    String byVertx(BrokerUrl url) throws Exception {
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
            return CONNECTED;
        } catch (ExecutionException e) {
            return REFUSED;
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
