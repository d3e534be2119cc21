package io.freshet.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;

/**
 * A piece of work that is traced: a span, or {@link #NONE} where nobody wants to know. What is told
 * about it are names of sources and tables, positions and counts, never what rows hold.
 * Thread-safe, but for {@link #enter}.
 */
public final class Traced {

    /** Work that is not traced. */
    public static final Traced NONE = new Traced(null, Span.getInvalid());

    /** Name of the field of the log that has the trace's id. */
    public static final String LOG_FIELD = "traceId";

    private static final ThreadLocal<Traced> CURRENT = new ThreadLocal<>();

    private final Tracer tracer;
    private final Span span;

    private Traced(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /**
     * Begins a span; {@link #NONE} where it is not kept.
     *
     * @param parent what it belongs to; the root where it begins a trace
     * @param since when it began, microseconds since 1970 UTC; 0 for now
     */
    static Traced start(Tracer tracer, Context parent, String name, SpanKind kind, long since) {
        Span span =
                tracer.spanBuilder(name)
                        .setParent(parent)
                        .setSpanKind(kind)
                        .setStartTimestamp(since, TimeUnit.MICROSECONDS)
                        .startSpan();
        return span.isRecording() ? new Traced(tracer, span) : NONE;
    }

    /** What this thread is at; {@link #NONE} where that is not traced. */
    public static Traced current() {
        Traced current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** Whether the span is kept; if not, nothing need be found out for it. */
    public boolean isKept() {
        return tracer != null;
    }

    /** How other services name the span, for a header; empty where it is not kept. */
    public String parent() {
        return isKept() ? TraceParent.write(span.getSpanContext()) : "";
    }

    /** Begins a part of this work. */
    public Traced child(String name, SpanKind kind) {
        return child(name, kind, 0);
    }

    /**
     * As above.
     *
     * @param since when it began, microseconds since 1970 UTC
     */
    public Traced child(String name, SpanKind kind, long since) {
        return isKept() ? start(tracer, Context.root().with(span), name, kind, since) : NONE;
    }

    /** Tells something about it. */
    public Traced with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Tells something about it. */
    public Traced with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Names other work that this is done together with. */
    public void link(Traced other) {
        if (other.isKept()) {
            span.addLink(other.span.getSpanContext());
        }
    }

    /** Names other work, as {@link #parent} gave it. */
    public void link(String parent) {
        Context context = isKept() ? TraceParent.read(parent) : null;
        if (context != null) {
            span.addLink(Span.fromContext(context).getSpanContext());
        }
    }

    /** The work is done. */
    public void end() {
        span.end();
    }

    /**
     * The work is done.
     *
     * @param at since when, microseconds since 1970 UTC
     */
    public void end(long at) {
        span.end(at, TimeUnit.MICROSECONDS);
    }

    /**
     * The work has failed. Of the failure its class is told and not its message, which may quote
     * what rows hold.
     */
    public void fail(Throwable failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.getClass().getName());
        span.end();
    }

    /**
     * Makes it what this thread is at, until the result is closed; lines of the log have the
     * trace's id meanwhile. For threads that block, not for event loops, where others' work comes
     * in between.
     */
    public Entered enter() {
        if (!isKept()) {
            return () -> {};
        }
        CURRENT.set(this);
        MDC.put(LOG_FIELD, span.getSpanContext().getTraceId());
        return () -> {
            MDC.remove(LOG_FIELD);
            CURRENT.remove();
        };
    }

    /** Work that a thread is at. */
    @FunctionalInterface
    public interface Entered extends AutoCloseable {

        /** The thread is at it no longer. */
        @Override
        void close();
    }
}
