package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.events.KeyRange;
import io.freshet.events.RangeDoubted;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events are traced, with what, and where a trace ends. */
class EventTraceKindsTest {

    private static final TableId TABLE = new TableId("pisa", "responses");

    private final VirtualTime time = new VirtualTime();
    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "poller");
    private final List<EncodedChange> sent = new ArrayList<>();
    private final EpochPublisher publisher =
            new EpochPublisher(this::send, time, "fra", 7, tracing);

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private Future<Void> send(EncodedChange change) {
        sent.add(change);
        return Future.succeededFuture();
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

    private List<ReceivedSpan> received(String name) {
        tracing.close(TraceReceiver.SOON);
        return receiver.spans().stream().filter(span -> span.name().equals(name)).toList();
    }

    @Test
    void tracesARangeThatWasReadAsWhatReconciliationFound() {
        publisher.publish(
                new RangeRead(publisher.next(), TABLE, new KeyRange(0, 99), rows(1, 2), false));

        ReceivedSpan found = received("reconcile").get(0);
        assertThat(found.attributes())
                .containsEntry("freshet.source.name", "fra")
                .containsEntry("freshet.pipeline", "pisa")
                .containsEntry("freshet.table", "responses")
                .containsEntry("freshet.rows", "2");
        ReceivedSpan publish = received("publish").get(0);
        assertThat(publish.parent()).isEqualTo(found.id());
        assertThat(publish.attributes())
                .containsEntry("freshet.source.name", "fra")
                .containsEntry("freshet.table", "responses")
                .containsEntry("freshet.epoch", "7")
                .containsEntry("freshet.batch", "1")
                .containsEntry("freshet.rows", "2");
    }

    @Test
    void tracesNoEventThatChangesNoRows() {
        publisher.publish(new RangeDoubted(publisher.next(), TABLE, new KeyRange(0, 99)));

        assertThat(received("reconcile")).isEmpty();
        assertThat(received("publish")).isEmpty();
        assertThat(sent.get(0).traceParent()).isEmpty();
    }

    @Test
    void endsTheTraceOfAPollThatCouldNotBePublished() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                publisher.publishPoll(
                                        TABLE,
                                        rows(1),
                                        () -> {
                                            throw new IllegalStateException("no");
                                        }));

        publisher.publish(new RowsRead(publisher.next(), TABLE, rows(2)));

        assertThat(received("poll")).hasSize(1);
        assertThat(received("reconcile")).as("what comes later is not of the poll").hasSize(1);
    }

    @Test
    void publishesWithoutTracesWhereTracingIsOff() {
        EpochPublisher untraced = new EpochPublisher(this::send, time, "fra", 7, Tracing.OFF);

        untraced.publishPoll(
                TABLE,
                rows(1),
                () -> untraced.publish(new RowsRead(untraced.next(), TABLE, rows(1))));

        assertThat(sent).singleElement().extracting(EncodedChange::traceParent).isEqualTo("");
    }
}
