package io.freshet.charts.rendering;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Bodies of one rendering that were asked for before, at most so many. The same body asked for at
 * once by many is made once.
 *
 * @param <K> what bodies are told apart by: no more than what makes a difference in this rendering,
 *     so that requests for what does not exist cannot fill the memory
 */
final class Variants<K> {

    private final int limit;
    private final ConcurrentHashMap<K, Body> bodies = new ConcurrentHashMap<>();

    Variants(int limit) {
        this.limit = limit;
    }

    Body get(K key, Supplier<Body> maker) {
        Body known = bodies.get(key);
        if (known != null) {
            return known;
        }
        if (bodies.mappingCount() >= limit) {
            return maker.get();
        }
        return bodies.computeIfAbsent(key, missing -> maker.get());
    }
}
