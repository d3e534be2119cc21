package io.freshet.endtoend;

import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Traces that several services told one receiver of. */
final class ServiceTraces {

    private ServiceTraces() {}

    /**
     * The spans of a source's trace that all services have a part in, each as {@code service:
     * name}, in the order of their beginnings. Asks for a chart, as a trace ends with who sees it.
     */
    static Optional<List<String>> whole(
            TraceReceiver receiver, FreshetProcess charts, String source) {
        charts.get("/charts/submissions");
        return receiver.spans().stream()
                .filter(span -> span.name().equals("poll"))
                .filter(span -> source.equals(span.attributes().get("freshet.source.name")))
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
        return trace.stream()
                .sorted(Comparator.comparingLong(ReceivedSpan::start))
                .map(span -> span.service() + ": " + span.name())
                .toList();
    }
}
