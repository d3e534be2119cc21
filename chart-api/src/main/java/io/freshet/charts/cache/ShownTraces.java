package io.freshet.charts.cache;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The traces of the newest changes that charts show, by pipeline. Thread-safe; nobody waits. */
@Singleton
public final class ShownTraces {

    private final Map<String, AtomicReference<String>> unserved = new ConcurrentHashMap<>();

    /**
     * The charts of a pipeline show a change now.
     *
     * @param trace the span that made them show it; in place of one that nobody has been served
     */
    public void show(String pipeline, String trace) {
        unserved.computeIfAbsent(pipeline, name -> new AtomicReference<>("")).set(trace);
    }

    /** The span that made charts of a pipeline show what is served first now; else empty. */
    public String takeUnserved(String pipeline) {
        AtomicReference<String> trace = unserved.get(pipeline);
        return trace == null || trace.get().isEmpty() ? "" : trace.getAndSet("");
    }
}
