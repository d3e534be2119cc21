package io.freshet.poller.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest report on each source that this poller owns. Thread-safe. */
@ApplicationScoped
public class SourceStatuses {

    private final Map<Integer, SourceReport> reports = new ConcurrentHashMap<>();

    /** Takes in the newest report on a source. */
    public void put(SourceReport report) {
        reports.put(report.source(), report);
    }

    /** Forgets a source that is not owned any more. */
    public void remove(int source) {
        reports.remove(source);
    }

    /** The newest report on a source, if it is owned. */
    public Optional<SourceReport> find(int source) {
        return Optional.ofNullable(reports.get(source));
    }

    /** The newest reports on all owned sources. */
    public Collection<SourceReport> all() {
        return List.copyOf(reports.values());
    }
}
