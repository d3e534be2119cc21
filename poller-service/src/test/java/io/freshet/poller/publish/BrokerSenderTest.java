package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.RowsGone;
import io.freshet.events.TableId;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the broker gets of a change, and what is said of one that it does not get. */
class BrokerSenderTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SOURCE = "fra";
    private static final EncodedChange OPENING =
            EncodedChange.of(new EpochOpened(new Position(SOURCE, 7, 0)));
    private static final EncodedChange CHANGE =
            EncodedChange.of(
                    new RowsGone(
                            new Position(SOURCE, 7, 1),
                            new TableId("pisa", "responses"),
                            new long[] {4}));

    private final TestBroker broker = TestServers.broker();
    private final TestBus bus = broker.createBus("sender");
    private final FaultProxy way = FaultProxy.inFrontOf(broker.host(), broker.port());
    private final Destination destination = new Destination();
    private final BrokerSender sender =
            sender(Optional.of(BrokerUrl.parse(way.reroute(broker.url()))));

    private BrokerSender sender(Optional<BrokerUrl> url) {
        FreshetConfig config =
                new FreshetConfig(
                        List.of(),
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        HttpConfig.DEFAULT,
                        PipelineLibrary.of(List.of()));
        return new BrokerSender(config, destination, bus.prefix());
    }

    @AfterEach
    void end() {
        sender.end(new ShutdownEvent());
        way.close();
        bus.close();
    }

    @Test
    void bringsAChangeIntoTheQueueOfItsSourcesPartition() throws Exception {
        destination.found("warehouse-1");

        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        assertThat(failureOf(sender.send(CHANGE))).isEmpty();

        List<SentMessage> messages = SentMessage.take(bus, SOURCE, 2);
        assertThat(ChangeEventCodec.decode(messages.get(0).body())).isInstanceOf(EpochOpened.class);
        SentMessage change = messages.get(1);
        assertThat(change.body()).isEqualTo(CHANGE.body());
        assertThat(change.properties().getContentType()).isEqualTo(ChangeEventCodec.CONTENT_TYPE);
        assertThat(change.properties().getDeliveryMode()).as("persistent").isEqualTo(2);
        assertThat(change.headers())
                .containsOnlyKeys(
                        BusTopology.VERSION_HEADER,
                        BusTopology.KIND_HEADER,
                        BusTopology.SOURCE_HEADER,
                        BusTopology.INSTALLATION_HEADER)
                .containsEntry(BusTopology.VERSION_HEADER, String.valueOf(ChangeEventCodec.VERSION))
                .containsEntry(BusTopology.KIND_HEADER, CHANGE.kind())
                .containsEntry(BusTopology.SOURCE_HEADER, SOURCE)
                .containsEntry(BusTopology.INSTALLATION_HEADER, "warehouse-1");
    }

    @Test
    void namesTheSpanOfAChangeThatIsTraced() throws Exception {
        EncodedChange traced =
                new EncodedChange(
                        OPENING.position(), OPENING.kind(), true, OPENING.body(), "00-1-2-01");

        assertThat(failureOf(sender.send(traced))).isEmpty();

        assertThat(SentMessage.take(bus, SOURCE, 1).get(0).headers())
                .containsEntry(BusTopology.TRACE_HEADER, "00-1-2-01");
    }

    @Test
    void connectsForAnEventThatOpensAnEpochOnly() {
        assertThat(failureOf(sender.send(CHANGE)))
                .contains("the connection to the broker was lost");
        assertThat(way.connections()).isZero();
    }

    @Test
    void failsAChangeThatNoQueueTakes() throws Exception {
        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        SentMessage.deleteQueue(bus, SOURCE);

        assertThat(failureOf(sender.send(CHANGE)))
                .contains(
                        "no queue takes it: exchange %s has no binding for %d"
                                .formatted(
                                        bus.topology().changesExchange(),
                                        BusTopology.partitionOf(SOURCE)));
        assertThat(sender.isConnected()).as("others go on").isTrue();
    }

    @Test
    void makesAQueueAnewThatWasDeletedBeforeAnEpochOpens() throws Exception {
        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        SentMessage.deleteQueue(bus, SOURCE);

        await().atMost(SOON).until(() -> failureOf(sender.send(OPENING)).isEmpty());
    }

    @Test
    void failsAChangeWhoseConfirmWasLostWithTheConnection() {
        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        way.hang();
        Future<Void> pending = sender.send(CHANGE);
        await().atMost(SOON).until(way::isHolding);
        assertThat(pending.isComplete()).isFalse();

        way.reset();

        assertThat(failureOf(pending).orElseThrow())
                .startsWith("the connection to the broker was lost");
        assertThat(sender.isConnected()).isFalse();
    }

    @Test
    void connectsAgainWithTheNextEpochAndNotBefore() {
        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        way.reset();
        await().atMost(SOON).until(() -> !sender.isConnected());

        assertThat(failureOf(sender.send(CHANGE)))
                .contains("the connection to the broker was lost");
        assertThat(failureOf(sender.send(OPENING))).isEmpty();

        assertThat(sender.isConnected()).isTrue();
        assertThat(failureOf(sender.send(CHANGE))).isEmpty();
    }

    @Test
    void isReadyUntilTheBrokerIsFoundAway() {
        SenderCheck check = new SenderCheck(sender);
        assertThat(check.call().getStatus()).as("never asked for").isEqualTo(Status.UP);

        way.refuse();
        assertThat(failureOf(sender.send(OPENING)).orElseThrow())
                .startsWith("amqp://127.0.0.1:%d: ".formatted(way.port()));
        assertThat(check.call().getStatus()).as("away").isEqualTo(Status.DOWN);

        way.pass();
        assertThat(failureOf(sender.send(OPENING))).isEmpty();
        assertThat(check.call().getStatus()).as("back").isEqualTo(Status.UP);
        assertThat(check.call().getName()).isEqualTo("change events are sent");
    }

    @Test
    void takesNoMoreBytesThanFitWhileTheBrokerDoesNotAnswer() {
        way.hang();
        Future<Void> opening = sender.send(OPENING);
        await().atMost(SOON).until(way::isHolding);
        EncodedChange large =
                new EncodedChange(
                        CHANGE.position(),
                        CHANGE.kind(),
                        false,
                        new byte[(int) (PollerLimits.BYTES_UNSENT / 2) - 1_000],
                        "");

        sender.send(large);
        sender.send(large);
        assertThat(sender.send(large).cause())
                .hasMessage("too many bytes wait for the broker's connection");
        assertThat(sender.send(CHANGE).isComplete()).as("there is room for a small one").isFalse();

        way.refuse();
        assertThat(failureOf(opening)).isPresent();
        await().atMost(SOON).until(() -> !failsForWantOfRoom(sender.send(large)));
    }

    @Test
    void saysSoWhereNoBrokerIsConfigured() {
        BrokerSender none = sender(Optional.empty());

        assertThat(failureOf(none.send(OPENING)))
                .contains("no broker is configured; give its url under broker");
        none.end(new ShutdownEvent());
    }

    @Test
    void closesItsConnectionWhenTheServiceEnds() {
        assertThat(failureOf(sender.send(OPENING))).isEmpty();

        sender.end(new ShutdownEvent());

        assertThat(sender.isConnected()).isFalse();
        await().atMost(SOON).until(() -> way.connections() == 0);
        assertThat(failureOf(sender.send(OPENING))).contains("the service ends");
    }

    private static boolean failsForWantOfRoom(Future<Void> sent) {
        return sent.failed() && sent.cause().getMessage().startsWith("too many bytes");
    }

    /** Why it failed; empty where it succeeded. */
    private static Optional<String> failureOf(Future<Void> sent) {
        await().atMost(SOON).until(sent::isComplete);
        return sent.failed() ? Optional.of(sent.cause().getMessage()) : Optional.empty();
    }
}
