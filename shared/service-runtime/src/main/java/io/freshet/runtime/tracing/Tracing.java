package io.freshet.runtime.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Begins spans, and sends those that have ended to an OTLP receiver, in a thread of its own. Spans
 * that the receiver does not take in time are dropped: nothing waits for it. Thread-safe; never
 * blocks, but for {@link #close}.
 */
public final class Tracing implements AutoCloseable {

    /** Makes no spans, and costs nothing. */
    public static final Tracing OFF = new Tracing(null);

    private static final String NONE = "none";
    private static final String PATH = "/v1/traces";
    private static final int SPANS_WAITING = 4_096;
    private static final Duration BETWEEN_EXPORTS = Duration.ofSeconds(1);
    private static final Duration EXPORT = Duration.ofSeconds(5);
    private static final Duration LAST_EXPORT = Duration.ofSeconds(2);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider == null ? null : provider.get("io.freshet");
    }

    /**
     * As the {@link TracingSettings settings} say.
     *
     * @param url of an OTLP receiver, or {@code none}
     * @param share which share of the traces that begin here is kept, from 0 to 1
     * @param service what receivers call this service
     * @throws IllegalArgumentException if a setting is none that can be used
     */
    public static Tracing of(String url, double share, String service) {
        if (url.equals(NONE)) {
            return OFF;
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "freshet.tracing.share must be a number from 0 to 1, not " + share);
        }
        SpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint(url))
                        .setConnectTimeout(EXPORT)
                        .setTimeout(EXPORT)
                        .build();
        return new Tracing(
                SdkTracerProvider.builder()
                        .setResource(resource(service))
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setMaxQueueSize(SPANS_WAITING)
                                        .setScheduleDelay(BETWEEN_EXPORTS)
                                        .setExporterTimeout(EXPORT)
                                        .build())
                        .build());
    }

    private static Resource resource(String service) {
        Attributes own =
                Attributes.of(
                        AttributeKey.stringKey("service.namespace"),
                        "freshet",
                        AttributeKey.stringKey("service.name"),
                        service);
        return Resource.getDefault().merge(Resource.create(own));
    }

    /** The receiver's address for traces; a path of its own is kept. */
    static String endpoint(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw unusable(url);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw unusable(url);
        }
        String path = uri.getPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        return bare ? url.replaceFirst("/$", "") + PATH : url;
    }

    private static IllegalArgumentException unusable(String url) {
        return new IllegalArgumentException(
                "freshet.tracing.url must be none or a URL such as http://collector:4318, not "
                        + url);
    }

    /** Whether spans are made at all. */
    public boolean isOn() {
        return provider != null;
    }

    /**
     * Begins a trace.
     *
     * @param since when it began, microseconds since 1970 UTC
     */
    public Traced begin(String name, SpanKind kind, long since) {
        return isOn() ? Traced.start(tracer, Context.root(), name, kind, since) : Traced.NONE;
    }

    /**
     * Goes on with a trace that was begun elsewhere.
     *
     * @param parent the span that this one belongs to, as {@link Traced#parent} gave it; where it
     *     is null, no such thing, or of a trace that is not kept, there is no span here either
     */
    public Traced goOn(String name, SpanKind kind, String parent) {
        return goOn(name, kind, parent, 0);
    }

    /**
     * As above.
     *
     * @param since when the span began, microseconds since 1970 UTC
     */
    public Traced goOn(String name, SpanKind kind, String parent, long since) {
        Context context = isOn() ? TraceParent.read(parent) : null;
        return context == null ? Traced.NONE : Traced.start(tracer, context, name, kind, since);
    }

    /** Sends what has ended; waits for that, but not for long. */
    @Override
    public void close() {
        close(LAST_EXPORT);
    }

    /**
     * As above.
     *
     * @param most how long it waits where the receiver does not answer
     */
    public void close(Duration most) {
        if (provider != null) {
            provider.shutdown().join(most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
