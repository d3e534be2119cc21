package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.events.Position;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One attempt to apply a batch, as each of the traces sees it that its events belong to: a span for
 * each event. What is done once for all of them, statements and notification, is a part of the
 * first event's span; the others name that one. For one thread, which is at it until it is closed.
 */
public final class BatchTrace implements AutoCloseable {

    private static final BatchTrace NONE = new BatchTrace(List.of(), Map.of());
    private static final ThreadLocal<BatchTrace> CURRENT = new ThreadLocal<>();

    private final List<Traced> spans;
    private final Map<String, Traced> firstOfSource;
    private final Traced.Entered entered;

    private BatchTrace(List<Traced> spans, Map<String, Traced> firstOfSource) {
        this.spans = spans;
        this.firstOfSource = firstOfSource;
        this.entered = spans.isEmpty() ? () -> {} : spans.get(0).enter();
    }

    /**
     * An event of the batch.
     *
     * @param parent the span that it was published in, as its header names it; null where it has
     *     none
     */
    public record Carried(PreparedChange change, String parent) {}

    /**
     * Begins the spans of a batch, on this thread.
     *
     * @param events is asked only where there is tracing
     */
    public static BatchTrace begin(Tracing tracing, Supplier<List<Carried>> events) {
        if (!tracing.isOn()) {
            return NONE;
        }
        List<Carried> batch = events.get();
        List<Traced> spans = new ArrayList<>();
        Map<String, Traced> firstOfSource = new HashMap<>();
        for (Carried carried : batch) {
            Traced span = tracing.goOn("apply", SpanKind.CONSUMER, carried.parent());
            if (span.isKept()) {
                describe(span, carried.change()).with("freshet.batch.events", batch.size());
                if (!spans.isEmpty()) {
                    span.link(spans.get(0));
                }
                spans.add(span);
                firstOfSource.putIfAbsent(carried.change().position().source(), span);
            }
        }
        if (spans.isEmpty()) {
            return NONE;
        }
        BatchTrace trace = new BatchTrace(spans, firstOfSource);
        CURRENT.set(trace);
        return trace;
    }

    private static Traced describe(Traced span, PreparedChange change) {
        Position position = change.position();
        table(change).ifPresent(table -> span.with("freshet.table", table));
        return span.with("freshet.source.name", position.source())
                .with("freshet.epoch", position.fence())
                .with("freshet.batch", position.sequence())
                .with("freshet.rows", change.size());
    }

    private static Optional<String> table(PreparedChange change) {
        if (change instanceof PreparedChange.Rows rows) {
            return Optional.of(rows.plan().id().table());
        } else if (change instanceof PreparedChange.Range range) {
            return Optional.of(range.plan().id().table());
        } else if (change instanceof PreparedChange.Gone gone) {
            return Optional.of(gone.plan().id().table());
        }
        return Optional.empty();
    }

    /** What this thread is at. */
    static BatchTrace current() {
        BatchTrace current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** The span that whoever shows the source goes on from; empty where none is kept. */
    String parentOf(String source) {
        return firstOfSource.getOrDefault(source, Traced.NONE).parent();
    }

    /** The batch was not applied. */
    public void failed(Throwable failure) {
        spans.forEach(span -> span.fail(failure));
    }

    /** The attempt is over. */
    @Override
    public void close() {
        if (!spans.isEmpty()) {
            spans.forEach(Traced::end);
            entered.close();
            CURRENT.remove();
        }
    }
}
