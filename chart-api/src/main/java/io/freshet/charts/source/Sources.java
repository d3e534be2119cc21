package io.freshet.charts.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/**
 * The sources that are declared now, and their status. Not thread-safe: belongs to the thread that
 * refreshes.
 */
public final class Sources {

    private final Map<Integer, SourceRegistration> registered = new TreeMap<>();
    private final Map<Integer, TrackedSource> tracked = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /** Takes over which sources there are. */
    public void register(Collection<SourceRegistration> sources) {
        Set<Integer> present =
                sources.stream().map(SourceRegistration::id).collect(Collectors.toSet());
        registered.keySet().retainAll(present);
        tracked.keySet().retainAll(present);
        ids.values().retainAll(present);
        for (SourceRegistration source : sources) {
            registered.put(source.id(), source);
            ids.put(source.name(), source.id());
            tracked.computeIfAbsent(source.id(), id -> new TrackedSource(source));
        }
    }

    /** Forgets how the sources stand, as where the warehouse is another one than before. */
    public void forget() {
        registered.clear();
        tracked.clear();
        ids.clear();
    }

    /**
     * Takes a poller's word on a source; passes over a source that is not registered yet.
     *
     * @param at when it was said, milliseconds since 1970 UTC
     */
    public void heard(String source, Reading reading, long at) {
        Integer id = ids.get(source);
        if (id != null) {
            tracked.get(id).heard(reading, at);
        }
    }

    /** The same for a source's id. */
    public void heard(int source, Reading reading, long at) {
        TrackedSource known = tracked.get(source);
        if (known != null) {
            known.heard(reading, at);
        }
    }

    /** Takes of how many things each source is still to be put together, by the sources' ids. */
    public void toGo(Map<Integer, Long> things) {
        tracked.forEach((id, source) -> source.toGo(things.getOrDefault(id, 0L)));
    }

    /** Takes how much is compared of the sources that are audited now, in percent, by their ids. */
    public void audited(Map<Integer, Integer> percents) {
        tracked.forEach(
                (id, source) ->
                        source.audited(
                                percents.containsKey(id)
                                        ? OptionalInt.of(percents.get(id))
                                        : OptionalInt.empty()));
    }

    /** Takes how far the charts' data includes a source's events. */
    public void applied(int source, long fence, long sequence) {
        TrackedSource known = tracked.get(source);
        if (known != null) {
            known.applied(fence, sequence);
        }
    }

    /** Whether the source is declared. */
    public boolean isRegistered(int source) {
        return registered.containsKey(source);
    }

    /** The name of the source's pipeline, or null where it is not registered. */
    public String pipelineOf(int source) {
        SourceRegistration found = registered.get(source);
        return found == null ? null : found.pipeline();
    }

    /** The source's name, or null where it is not registered. */
    public String nameOf(int source) {
        SourceRegistration found = registered.get(source);
        return found == null ? null : found.name();
    }

    /** Up to when all sources of a pipeline are shown, milliseconds; 0 where one is not at all. */
    public long asOf(String pipeline) {
        return asOf(pipeline, Set.of());
    }

    /**
     * The same of charts that are made of some tables: while one of these is set aside, they are as
     * old as that.
     */
    public long asOf(String pipeline, Set<String> tables) {
        return of(pipeline).stream()
                .mapToLong(source -> tracked.get(source.id()).asOfMillis(tables))
                .min()
                .orElse(0);
    }

    /**
     * How the sources of a pipeline stand, by label.
     *
     * @param attribute the attribute that serves as label; where sources share its value, they are
     *     shown by their names
     * @param rows gives how many rows of a source the charts show
     */
    public List<SourceAge> ages(String pipeline, String attribute, IntToLongFunction rows) {
        List<SourceRegistration> sources = of(pipeline);
        Map<String, Long> uses = new HashMap<>();
        for (SourceRegistration source : sources) {
            uses.merge(codeOf(source, attribute), 1L, Long::sum);
            if (!source.name().equals(codeOf(source, attribute))) {
                uses.merge(source.name(), 1L, Long::sum);
            }
        }
        List<SourceAge> ages = new ArrayList<>();
        for (SourceRegistration source : sources) {
            String code = codeOf(source, attribute);
            String label = uses.get(code) == 1 ? code : source.name();
            ages.add(tracked.get(source.id()).age(code, label, rows.applyAsLong(source.id())));
        }
        ages.sort(Comparator.comparing(SourceAge::label));
        return List.copyOf(ages);
    }

    private List<SourceRegistration> of(String pipeline) {
        return registered.values().stream()
                .filter(source -> source.pipeline().equals(pipeline))
                .toList();
    }

    private static String codeOf(SourceRegistration source, String attribute) {
        return source.attributes().getOrDefault(attribute, source.name());
    }
}
