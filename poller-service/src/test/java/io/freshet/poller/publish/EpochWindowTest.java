package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order events go out, who waits for room, and what ends an epoch. */
class EpochWindowTest {

    private static final long FENCE = 7;
    private static final Duration DEADLINE = PollerLimits.APPLIED_DEADLINE;
    private static final TableId TABLE = new TableId("pisa", "responses");

    /** Counts the timers that are set and neither due nor cancelled. */
    private static final class CountingLoop implements EventLoop {

        private final VirtualTime time;
        private int timers;

        CountingLoop(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void execute(Runnable task) {
            time.execute(task);
        }

        @Override
        public Timer after(long delayMillis, Runnable task) {
            timers++;
            Timer timer =
                    time.after(
                            delayMillis,
                            () -> {
                                timers--;
                                task.run();
                            });
            return () -> {
                timers--;
                timer.cancel();
            };
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public long wallMicros() {
            return time.wallMicros();
        }
    }

    private final VirtualTime time = new VirtualTime();
    private final CountingLoop loop = new CountingLoop(time);
    private final List<EncodedChange> sent = new ArrayList<>();
    private Future<Void> answer = Future.succeededFuture();
    private final EpochPublisher publisher =
            new EpochPublisher(this::send, loop, "fra", FENCE, Tracing.OFF);

    private Future<Void> send(EncodedChange change) {
        sent.add(change);
        return answer;
    }

    @Test
    void numbersEventsFromOneOn() {
        assertThat(publisher.next()).isEqualTo(new Position("fra", FENCE, 1));
        assertThat(publisher.lastPublished()).isEqualTo(new Position("fra", FENCE, 0));

        publish(2);

        assertThat(publisher.next()).isEqualTo(new Position("fra", FENCE, 3));
        assertThat(publisher.lastPublished()).isEqualTo(new Position("fra", FENCE, 2));
        assertThat(sent).extracting(change -> change.position().sequence()).containsExactly(1L, 2L);
    }

    @Test
    void doesNotSendAnEventThatIsNotTheNext() {
        publish(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> publisher.publish(event(new Position("fra", FENCE, 3))))
                .withMessageContaining("published after sequence 1");
        assertThat(sent).hasSize(1);
        assertThat(publisher.lastPublished().sequence()).isEqualTo(1);
    }

    @Test
    void givesRoomOnlyOnceEnoughIsApplied() {
        publish(PollerLimits.EVENTS_IN_FLIGHT + 1);
        Future<Void> room = publisher.room();
        assertThat(publisher.room()).as("all wait for the same").isSameAs(room);

        publisher.applied(FENCE, 1);
        assertThat(room.isComplete()).isFalse();

        publisher.applied(FENCE, 2);
        assertThat(room.succeeded()).isTrue();
        publish(1);
        assertThat(publisher.room().isComplete()).as("full again").isFalse();
    }

    @Test
    void failsThoseWhoWaitForRoomWhenTheEpochEnds() {
        publish(PollerLimits.EVENTS_IN_FLIGHT);
        Future<Void> room = publisher.room();

        publisher.close();

        assertThat(room.cause()).isInstanceOf(EpochFailure.class).hasMessage("the epoch is over");
        assertThat(publisher.room().cause()).hasMessage("the epoch is over");
    }

    @Test
    void keepsTheFirstFailureAndItsCause() {
        IOException cause = new IOException("reset");

        publisher.fail("the first", cause);
        publisher.fail("the second", null);
        publisher.close();

        assertThat(publisher.failure().orElseThrow()).hasMessage("the first").hasCause(cause);
    }

    @Test
    void leavesNoTimerWhenItIsClosed() {
        publish(1);
        assertThat(loop.timers).isEqualTo(1);

        publisher.close();

        assertThat(loop.timers).isZero();
    }

    @Test
    void watchesWithOneTimerHoweverManyEventsWait() {
        publish(3);
        time.pass(Duration.ofSeconds(1));
        publish(3);

        assertThat(loop.timers).isEqualTo(1);
    }

    @Test
    void watchesNothingOnceAllIsAppliedOrTheEpochHasFailed() {
        publish(1);
        publisher.applied(FENCE, 1);
        time.pass(DEADLINE);
        assertThat(loop.timers).as("all is applied").isZero();

        publish(1);
        time.pass(DEADLINE);
        assertThat(publisher.failure()).isPresent();
        assertThat(loop.timers).as("it has failed").isZero();
    }

    @Test
    void countsTheWaitFromTheOldestEventThatWaits() {
        time.pass(Duration.ofHours(1));
        publish(1);
        time.pass(DEADLINE.minusMillis(500));
        publish(1);
        assertThat(publisher.failure()).isEmpty();

        time.pass(Duration.ofMillis(500));

        assertThat(publisher.failure().orElseThrow())
                .hasMessageContaining("for 5.0 s while 2 events wait, from number 1 on");
    }

    @Test
    void givesAnEventItsWholeTimeThatIsPublishedWhenNothingWaited() {
        publish(1);
        publisher.applied(FENCE, 1);
        time.pass(DEADLINE.minusMillis(500));
        publish(1);

        time.pass(DEADLINE.minusMillis(1));
        assertThat(publisher.failure()).isEmpty();

        time.pass(Duration.ofMillis(1));
        assertThat(publisher.failure().orElseThrow())
                .hasMessageContaining("while 1 events wait, from number 2 on");
    }

    @Test
    void isNotSetBackByOlderNews() {
        publish(3);
        assertThat(publisher.isApplied(1)).isFalse();
        publisher.applied(FENCE, 2);
        time.pass(Duration.ofSeconds(4));

        publisher.applied(FENCE, 2);
        publisher.applied(FENCE, 1);

        assertThat(publisher.isApplied(2)).isTrue();
        assertThat(publisher.isApplied(3)).isFalse();
        time.pass(Duration.ofSeconds(1));
        assertThat(publisher.failure()).as("nothing new was applied").isPresent();
    }

    @Test
    void failsInTheSourcesLoopWhereTheBrokerDoesNotTakeAnEvent() {
        IOException cause = new IOException("reset");
        answer = Future.failedFuture(cause);

        publish(1);
        assertThat(publisher.failure()).as("not before its turn").isEmpty();
        time.settle();

        assertThat(publisher.failure().orElseThrow())
                .hasMessage("event 1 was not taken by the broker: reset")
                .hasCause(cause);
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            publisher.publish(event(publisher.next()));
        }
    }

    private static RowsRead event(Position position) {
        RowBlock rows =
                new RowBlock(
                        List.of("value"),
                        0,
                        new long[1],
                        new long[1],
                        new long[1],
                        new String[][] {{"x"}});
        return new RowsRead(position, TABLE, rows);
    }
}
