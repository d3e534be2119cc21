package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Bodies of one rendering that were asked for before, at most so many. The same body asked for at
 * once by many is made once.
 */
final class Variants {

    private final int limit;
    private final ConcurrentHashMap<Selection, Body> bodies = new ConcurrentHashMap<>();

    Variants(int limit) {
        this.limit = limit;
    }

    Body get(Selection selection, Supplier<Body> maker) {
        Body known = bodies.get(selection);
        if (known != null) {
            return known;
        }
        if (bodies.mappingCount() >= limit) {
            return maker.get();
        }
        return bodies.computeIfAbsent(selection, missing -> maker.get());
    }
}
