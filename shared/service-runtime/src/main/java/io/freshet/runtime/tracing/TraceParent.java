package io.freshet.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** A span as other services name it: the header {@code traceparent} of W3C Trace Context. */
public final class TraceParent {

    /** Name of the header, of messages and of requests. */
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;

    private TraceParent() {}

    /** What a header names; null where that is nothing that is kept. */
    static Context read(String header) {
        if (header == null || header.length() < LENGTH) {
            return null;
        }
        Context context =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), header, OnlyHeader.GETTER);
        SpanContext span = Span.fromContext(context).getSpanContext();
        return span.isValid() && span.isSampled() ? context : null;
    }

    /** The header that names a span. */
    static String write(SpanContext span) {
        return "00-%s-%s-%s"
                .formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
    }

    /** Reads the one header there is. */
    private enum OnlyHeader implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public String get(String carrier, String key) {
            return key.equals(HEADER) ? carrier : null;
        }
    }
}
