package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.events.Position;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.util.List;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What traces are told of a batch, and what others go on from. */
class BatchTraceTest {

    private static final String FIRST = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECOND = "1bf7651916cd43dd8448eb211c80319c";

    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "aggregator");

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private static BatchTrace.Carried event(String source, long sequence, String trace) {
        return new BatchTrace.Carried(
                new PreparedChange.Passed(new Position(source, 7, sequence)),
                trace == null ? null : "00-%s-b7ad6b7169203331-01".formatted(trace));
    }

    private BatchTrace begin(BatchTrace.Carried... events) {
        return BatchTrace.begin(tracing, () -> List.of(events));
    }

    private ReceivedSpan only(String trace) {
        tracing.close();
        assertThat(receiver.trace(trace)).hasSize(1);
        return receiver.trace(trace).get(0);
    }

    @Test
    void givesEveryTraceOfABatchASpan() {
        try (BatchTrace trace = begin(event("fra", 1, FIRST), event("gbr", 2, SECOND))) {
            assertThat(trace).isSameAs(BatchTrace.current());
        }

        ReceivedSpan first = only(FIRST);
        assertThat(first.name()).isEqualTo("apply");
        assertThat(first.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(first.attributes())
                .containsEntry("freshet.source.name", "fra")
                .containsEntry("freshet.epoch", "7")
                .containsEntry("freshet.batch", "1")
                .containsEntry("freshet.batch.events", "2");
        assertThat(only(SECOND).links()).containsExactly(first.id());
    }

    @Test
    void isWhatTheThreadIsAtUntilItIsClosed() {
        try (BatchTrace trace = begin(event("fra", 1, FIRST))) {
            assertThat(trace.parentOf("fra")).isEqualTo(Traced.current().parent()).contains(FIRST);
            assertThat(trace.parentOf("gbr")).isEmpty();
            assertThat(MDC.get(Traced.LOG_FIELD)).isEqualTo(FIRST);
        }

        assertThat(BatchTrace.current().parentOf("fra")).isEmpty();
        assertThat(MDC.get(Traced.LOG_FIELD)).isNull();
    }

    @Test
    void tellsOfAFailureItsClassAndNotItsWords() {
        try (BatchTrace trace = begin(event("fra", 1, FIRST))) {
            trace.failed(new IllegalStateException("what a row holds"));
        }

        assertThat(only(FIRST).attributes())
                .containsEntry("error.type", "java.lang.IllegalStateException");
        assertThat(only(FIRST).attributes().values()).noneMatch(told -> told.contains("row holds"));
    }

    @Test
    void leavesAloneWhatIsNotTraced() {
        try (BatchTrace trace = begin(event("fra", 1, null))) {
            assertThat(trace.parentOf("fra")).isEmpty();
            assertThat(Traced.current()).isSameAs(Traced.NONE);
        }

        tracing.close();
        assertThat(receiver.spans()).isEmpty();
    }
}
