package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What traces are told of a batch, and what others go on from. */
class BatchTraceTest {

    private static final String FIRST = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECOND = "1bf7651916cd43dd8448eb211c80319c";

    private static final PipelineDefinition SALES =
            PipelineReader.read("sales.yaml", new StringReader(ApplyingWarehouse.SALES));
    private static final TablePlan ORDERS = TablePlan.of(SALES, SALES.tables().get(0));

    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "aggregator");

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private static Stream<PreparedChange> changesOfATable() {
        Position position = new Position("fra", 7, 1);
        NormalisedRows none =
                ORDERS.normaliser()
                        .normalise(RowBlock.empty(ApplyEvents.COLUMNS, ApplyEvents.NOON), Map.of());
        return Stream.of(
                new PreparedChange.Rows(position, ORDERS, none, 0),
                new PreparedChange.Range(position, ORDERS, KeyRange.ALL, none, false, 0),
                new PreparedChange.Gone(
                        ORDERS, new RowsGone(position, ORDERS.id(), new long[] {1})));
    }

    private static BatchTrace.Carried event(String source, long sequence, String trace) {
        return ApplyEvents.carried(
                new PreparedChange.Passed(new Position(source, 7, sequence)), trace);
    }

    private BatchTrace begin(BatchTrace.Carried... events) {
        return BatchTrace.begin(tracing, () -> List.of(events));
    }

    private ReceivedSpan only(String trace) {
        tracing.close(TraceReceiver.SOON);
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

    @ParameterizedTest
    @MethodSource("changesOfATable")
    void tellsWhichTableIsChanged(PreparedChange change) {
        try (BatchTrace trace = begin(ApplyEvents.carried(change, FIRST))) {
            assertThat(trace.parentOf("fra")).contains(FIRST);
        }

        assertThat(only(FIRST).attributes()).containsEntry("freshet.table", "orders");
    }

    @Test
    void asksForNothingWhereNothingIsTraced() {
        try (BatchTrace trace =
                BatchTrace.begin(
                        Tracing.OFF,
                        () -> {
                            throw new AssertionError("it was asked for the batch's events");
                        })) {
            assertThat(trace.parentOf("fra")).isEmpty();
        }
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

        tracing.close(TraceReceiver.SOON);
        assertThat(receiver.spans()).isEmpty();
    }
}
