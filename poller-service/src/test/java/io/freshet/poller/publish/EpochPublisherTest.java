package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be in flight, and for how long. */
class EpochPublisherTest {

    private static final long FENCE = 7;

    private final VirtualTime time = new VirtualTime();
    private final List<Promise<Void>> sent = new ArrayList<>();
    private final EpochPublisher publisher =
            new EpochPublisher(this::send, time, "fra", FENCE, Tracing.OFF);

    private Future<Void> send(EncodedChange change) {
        Promise<Void> promise = Promise.promise();
        sent.add(promise);
        return promise.future();
    }

    @Test
    void hasRoomForSoManyEventsUntilTheyAreApplied() {
        publish(PollerLimits.EVENTS_IN_FLIGHT - 1, 1);
        assertThat(publisher.room().succeeded()).isTrue();

        publish(1, 1);
        Future<Void> room = publisher.room();
        assertThat(room.isComplete()).isFalse();
        publisher.applied(FENCE, 1);

        assertThat(room.succeeded()).isTrue();
    }

    @Test
    void hasRoomForSoManyBytesUntilTheyAreApplied() {
        int half = (int) (PollerLimits.BYTES_IN_FLIGHT / 2);
        publish(1, half);
        assertThat(publisher.room().succeeded()).isTrue();

        publish(1, half);
        assertThat(publisher.room().isComplete()).isFalse();
        publisher.applied(FENCE, 2);

        assertThat(publisher.room().succeeded()).isTrue();
    }

    @Test
    void failsWhereNothingIsAppliedInTime() {
        publish(2, 1);
        time.pass(PollerLimits.APPLIED_DEADLINE.minusMillis(1));
        assertThat(publisher.failure()).isEmpty();

        time.pass(Duration.ofMillis(2));

        assertThat(publisher.failure().orElseThrow())
                .hasMessageStartingWith("nothing was applied for 5.0 s while 2 events wait");
    }

    @Test
    void waitsOnWhereSomethingWasApplied() {
        publish(2, 1);
        time.pass(Duration.ofSeconds(4));
        publisher.applied(FENCE, 1);

        time.pass(Duration.ofSeconds(4));
        assertThat(publisher.failure()).isEmpty();

        time.pass(Duration.ofSeconds(2));
        assertThat(publisher.failure()).isPresent();
    }

    @Test
    void waitsForNothingWhereNothingIsInFlight() {
        publish(1, 1);
        publisher.applied(FENCE, 1);

        time.pass(Duration.ofHours(1));

        assertThat(publisher.failure()).isEmpty();
    }

    @Test
    void failsAtOnceWhereTheBrokerDoesNotTakeAnEvent() {
        publish(1, 1);
        sent.get(0).fail("no queue takes it");
        time.settle();

        assertThat(publisher.failure().orElseThrow())
                .hasMessage("event 1 was not taken by the broker: no queue takes it");
        assertThat(publisher.room().failed()).isTrue();
    }

    @Test
    void failsWhereAnotherEpochIsApplied() {
        publisher.applied(FENCE - 1, 100);
        assertThat(publisher.failure()).isEmpty();
        assertThat(publisher.isApplied(1)).isFalse();

        publisher.applied(FENCE + 1, 0);

        assertThat(publisher.failure().orElseThrow())
                .hasMessage(
                        "the source was opened elsewhere: the warehouse is at epoch 8, this one is 7");
    }

    private void publish(int events, int characters) {
        for (int i = 0; i < events; i++) {
            RowBlock rows =
                    new RowBlock(
                            List.of("value"),
                            0,
                            new long[1],
                            new long[1],
                            new long[1],
                            new String[][] {{"x".repeat(characters)}});
            publisher.publish(
                    new RowsRead(publisher.next(), new TableId("pisa", "responses"), rows));
        }
    }
}
