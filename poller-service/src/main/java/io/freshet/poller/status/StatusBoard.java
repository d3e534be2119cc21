package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.poller.warehouse.TableMarks.Mark;
import io.freshet.poller.warehouse.WarehouseReader.Applied;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How the sources that this poller owns stand. Thread-safe. */
@ApplicationScoped
public class StatusBoard {

    /**
     * One source's standing.
     *
     * @param source what stands for the source in the warehouse
     * @param status what everybody may know
     * @param marks the confirmed marks of its tables
     * @param applied to be told how far the warehouse has applied its events
     */
    public record Standing(
            int source, SourceStatus status, List<Mark> marks, Consumer<Applied> applied) {}

    private final Map<Integer, Standing> standings = new ConcurrentHashMap<>();

    /** Notes how a source stands. */
    public void put(Standing standing) {
        standings.put(standing.source(), standing);
    }

    /** Forgets a source that is not owned any more. */
    public void remove(int source) {
        standings.remove(source);
    }

    /** How a source stands, if it is owned. */
    public Optional<Standing> find(int source) {
        return Optional.ofNullable(standings.get(source));
    }

    /** How all owned sources stand. */
    public Collection<Standing> all() {
        return List.copyOf(standings.values());
    }
}
