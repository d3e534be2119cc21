package io.freshet.endtoend;

import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Traces that several services told one receiver of. */
final class ServiceTraces {

    /** What there is about one row of a source at rest: the transaction is its own. */
    static final List<String> PARTS =
            List.of(
                    "poller: poll",
                    "poller: publish",
                    "aggregator: apply",
                    "aggregator: warehouse",
                    "chart-api: refresh",
                    "chart-api: read",
                    "chart-api: render",
                    "chart-api: serve");

    private ServiceTraces() {}

    /**
     * The spans of the trace of a poll that found one row of a source, once all services have told
     * their parts, each as {@code service: name}. Asks for a chart, as a trace ends with who sees
     * it.
     */
    static Optional<List<String>> whole(
            TraceReceiver receiver, FreshetProcess charts, String source) {
        charts.get("/charts/submissions");
        return receiver.spans().stream()
                .filter(span -> span.name().equals("poll"))
                .filter(span -> source.equals(span.attributes().get("freshet.source.name")))
                .filter(span -> "1".equals(span.attributes().get("freshet.rows")))
                .map(poll -> receiver.trace(poll.trace()))
                .filter(ServiceTraces::isWhole)
                .map(ServiceTraces::names)
                .findFirst();
    }

    private static boolean isWhole(List<ReceivedSpan> trace) {
        Set<String> ids = trace.stream().map(ReceivedSpan::id).collect(Collectors.toSet());
        return trace.stream().anyMatch(span -> span.name().equals("serve"))
                && trace.stream()
                        .allMatch(span -> span.parent().isEmpty() || ids.contains(span.parent()));
    }

    private static List<String> names(List<ReceivedSpan> trace) {
        return trace.stream().map(span -> span.service() + ": " + span.name()).toList();
    }
}
