package io.freshet.charts.http;

import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Gives answers a span: those whose clients are traced themselves, and of all others the first that
 * shows what a trace brought, as the end of that trace. Thread-safe; does not block.
 */
@Singleton
final class AnswerTraces {

    private final Tracing tracing;
    private final ShownTraces shown;

    @Inject
    AnswerTraces(Tracing tracing, ShownTraces shown) {
        this.tracing = tracing;
        this.shown = shown;
    }

    /** Whether {@link #begin} has anything to do. */
    boolean isOn() {
        return tracing.isOn();
    }

    /**
     * Begins the span of an answer.
     *
     * @param client the request's header {@code traceparent}, or null
     */
    Traced begin(ServedChart chart, String client) {
        String change = shown.takeUnserved(chart.pipeline());
        Traced ofClient = tracing.goOn("serve", SpanKind.SERVER, client);
        Traced answer =
                ofClient.isKept() ? ofClient : tracing.goOn("serve", SpanKind.SERVER, change);
        if (ofClient.isKept()) {
            answer.link(change);
        }
        return answer.with("freshet.pipeline", chart.pipeline())
                .with("http.request.method", "GET")
                .with("http.route", chart.paths().get(0));
    }
}
