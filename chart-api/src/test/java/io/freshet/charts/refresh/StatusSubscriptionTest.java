package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.configuration.BrokerUrl;
import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.events.SourceStatusCodec;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.rights.BrokerUsers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pollers, which only publish, are heard whatever administrators and the network do. */
class StatusSubscriptionTest {

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final TestBus bus = TestServers.broker().createBus("chart_api");
    private final String exchange = bus.topology().statusExchange();
    private final URI broker = URI.create(bus.broker().url());
    private final FaultProxy way = FaultProxy.inFrontOf(broker.getHost(), broker.getPort());
    private final Thread subscription =
            new Thread(
                    new StatusSubscription(
                            BrokerUrl.parse(
                                    BrokerUsers.of(bus)
                                            .signedIn(way.reroute(bus.broker().url()), "charts")),
                            exchange,
                            OFTEN,
                            this::heard));
    private Connection connection;
    private Channel channel;
    private long said;
    private volatile long heard;

    private void heard(List<SourceStatus> statuses) {
        heard = statuses.get(0).published().sequence();
    }

    @BeforeEach
    void start() throws IOException {
        connection = bus.broker().connect();
        channel = connection.createChannel();
        subscription.start();
        awaitWord();
    }

    @AfterEach
    void end() throws Exception {
        subscription.interrupt();
        subscription.join(LIMIT.toMillis());
        connection.close();
        way.close();
        bus.close();
        assertThat(subscription.isAlive()).isFalse();
    }

    private void publish(byte[] message) throws IOException {
        if (!channel.isOpen()) {
            // It was published to an exchange that was not there.
            channel = connection.createChannel();
        }
        channel.basicPublish(exchange, "", null, message);
    }

    private void awaitWord() {
        long before = said;
        // a channel may be closed between the look at it and what is published on it
        await().pollInterval(OFTEN)
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            said++;
                            Position published = new Position("fra", 1, said);
                            publish(
                                    SourceStatusCodec.encode(
                                            List.of(
                                                    new SourceStatus(
                                                            published,
                                                            1,
                                                            SourceState.LIVE,
                                                            "",
                                                            1,
                                                            0,
                                                            0,
                                                            0,
                                                            0))));
                            assertThat(heard).isGreaterThan(before);
                        });
    }

    @Test
    void afterTheExchangeWasDeleted() throws IOException {
        connection.createChannel().exchangeDelete(exchange);

        awaitWord();
    }

    @Test
    void afterTheConnectionWasReset() {
        way.reset();

        awaitWord();
    }

    @Test
    void afterTheBrokerWasAwayAndTheExchangeWithIt() throws IOException {
        way.refuse();
        connection.createChannel().exchangeDelete(exchange);
        await().atMost(LIMIT).until(() -> way.connections() == 0);

        way.pass();

        awaitWord();
    }

    @Test
    void afterAWordThatNobodyUnderstands() throws IOException {
        publish("mumble".getBytes(StandardCharsets.UTF_8));

        awaitWord();
    }
}
