package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The traces that begin with what is published. */
class EventTracesTest {

    private static final TableId TABLE = new TableId("pisa", "responses");

    private final VirtualTime time = new VirtualTime();
    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "poller");
    private final List<EncodedChange> sent = new ArrayList<>();
    private final List<Promise<Void>> confirms = new ArrayList<>();
    private final EpochPublisher publisher =
            new EpochPublisher(this::send, time, "fra", 7, tracing);

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private Future<Void> send(EncodedChange change) {
        sent.add(change);
        Promise<Void> promise = Promise.promise();
        confirms.add(promise);
        return promise.future();
    }

    private RowBlock rows(long... keys) {
        return new RowBlock(
                List.of("cnt"),
                time.wallMicros(),
                keys,
                new long[keys.length],
                new long[keys.length],
                new String[1][keys.length],
                false);
    }

    private void publish(long... keys) {
        publisher.publish(new RowsRead(publisher.next(), TABLE, rows(keys)));
    }

    /** All that was traced, once it has arrived. */
    private List<ReceivedSpan> received() {
        confirms.forEach(Promise::tryComplete);
        tracing.close(TraceReceiver.SOON);
        return receiver.spans();
    }

    private List<ReceivedSpan> received(String name) {
        return received().stream().filter(span -> span.name().equals(name)).toList();
    }

    @Test
    void makesThePollThatFoundRowsTheBeginningOfOneTrace() {
        publisher.publishPoll(
                TABLE,
                rows(1, 2, 3),
                () -> {
                    publish(1, 2);
                    publish(3);
                });

        ReceivedSpan poll = received("poll").get(0);
        assertThat(poll.service()).isEqualTo("poller");
        assertThat(poll.parent()).isEmpty();
        assertThat(poll.start()).isEqualTo(time.wallMicros() * 1_000);
        assertThat(poll.attributes())
                .containsEntry("freshet.source.name", "fra")
                .containsEntry("freshet.table", "responses")
                .containsEntry("freshet.rows", "3")
                .containsEntry("freshet.epoch", "7")
                .containsEntry("freshet.batch.first", "1")
                .containsEntry("freshet.batch.last", "2");
        assertThat(received("publish"))
                .extracting(ReceivedSpan::trace, ReceivedSpan::parent)
                .hasSize(2)
                .containsOnly(tuple(poll.trace(), poll.id()));
    }

    @Test
    void namesTheSpanOfEachEventInItsHeader() {
        publisher.publishPoll(TABLE, rows(1), () -> publish(1));

        ReceivedSpan publish = received("publish").get(0);
        assertThat(sent.get(0).traceParent())
                .isEqualTo("00-%s-%s-01".formatted(publish.trace(), publish.id()));
        assertThat(publish.attributes())
                .containsEntry("freshet.batch", "1")
                .containsEntry("freshet.rows", "1");
    }

    @Test
    void beginsATraceForEachEventOfReconciliation() {
        publish(1);
        publisher.publish(new RowsGone(publisher.next(), TABLE, new long[] {4, 5}));

        assertThat(received("reconcile"))
                .hasSize(2)
                .extracting(span -> span.attributes().get("freshet.rows"))
                .containsExactly("1", "2");
        assertThat(received("reconcile"))
                .extracting(ReceivedSpan::trace)
                .containsExactlyElementsOf(
                        received("publish").stream().map(ReceivedSpan::trace).toList());
    }

    @Test
    void endsAnEventsSpanOnceTheBrokerHasAnswered() {
        publish(1);
        publish(2);
        confirms.get(0).complete();
        confirms.get(1).fail("the broker refused it");

        assertThat(received("publish"))
                .extracting(span -> span.attributes().getOrDefault("error.type", "none"))
                .containsExactly("none", "io.vertx.core.impl.NoStackTraceThrowable");
    }

    @Test
    void tellsNothingOfPollsThatFoundNothing() {
        publisher.publishPoll(TABLE, rows(), () -> {});

        assertThat(received()).isEmpty();
    }
}
