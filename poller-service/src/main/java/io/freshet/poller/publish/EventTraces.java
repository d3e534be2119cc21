package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.Position;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.time.EventLoop;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Begins the traces of one source: one for each poll that found rows, and one for each event with
 * what reconciliation found. To be used from the source's loop.
 */
final class EventTraces {

    private final Tracing tracing;
    private final String source;
    private final EventLoop loop;

    /** The poll whose rows are being published; empty in between. */
    private Optional<Traced> poll = Optional.empty();

    EventTraces(Tracing tracing, String source, EventLoop loop) {
        this.tracing = tracing;
        this.source = source;
        this.loop = loop;
    }

    /**
     * Makes the events of one poll one trace.
     *
     * @param next the position that the next event carries
     * @param publishing publishes them, before it returns
     */
    void poll(TableId table, RowBlock rows, Supplier<Position> next, Runnable publishing) {
        if (!tracing.isOn() || rows.size() == 0) {
            publishing.run();
            return;
        }
        Position first = next.get();
        Traced found = begin("poll", table, rows.size(), rows.readAt());
        poll = Optional.of(found);
        try {
            publishing.run();
            found.with("freshet.epoch", first.fence())
                    .with("freshet.batch.first", first.sequence())
                    .with("freshet.batch.last", next.get().sequence() - 1);
        } finally {
            found.end();
            poll = Optional.empty();
        }
    }

    /** The span in which an event is published; ends once the broker has it. */
    Traced publishing(ChangeEvent event) {
        if (!tracing.isOn()) {
            return Traced.NONE;
        }
        if (event instanceof RowsRead read) {
            return publishing(event, read.table(), read.rows().size(), read.rows().readAt());
        } else if (event instanceof RangeRead read) {
            return publishing(event, read.table(), read.rows().size(), read.rows().readAt());
        } else if (event instanceof RowsGone gone) {
            return publishing(event, gone.table(), gone.keys().length, loop.wallMicros());
        }
        // the others change no rows
        return Traced.NONE;
    }

    private Traced publishing(ChangeEvent event, TableId table, int rows, long readAt) {
        Traced cause = poll.orElseGet(() -> begin("reconcile", table, rows, readAt));
        Traced publishing =
                cause.child("publish", SpanKind.PRODUCER)
                        .with("freshet.source.name", source)
                        .with("freshet.table", table.table())
                        .with("freshet.epoch", event.position().fence())
                        .with("freshet.batch", event.position().sequence())
                        .with("freshet.rows", rows);
        if (poll.isEmpty()) {
            cause.end();
        }
        return publishing;
    }

    private Traced begin(String name, TableId table, int rows, long since) {
        return tracing.begin(name, SpanKind.INTERNAL, since)
                .with("freshet.source.name", source)
                .with("freshet.pipeline", table.pipeline())
                .with("freshet.table", table.table())
                .with("freshet.rows", rows);
    }
}
