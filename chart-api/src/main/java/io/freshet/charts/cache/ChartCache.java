package io.freshet.charts.cache;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds what is served. Thread-safe; readers never wait. */
public final class ChartCache {

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Publication current;
    private volatile boolean loaded;

    /**
     * @param first what is served before the warehouse was read
     */
    public ChartCache(Publication first) {
        current = first;
    }

    /** What is served now. */
    public Publication current() {
        return current;
    }

    /** Whether the warehouse was read at least once since the start. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Calls back after every change of data, on the thread that refreshes; must be quick. */
    public void watch(Runnable watcher) {
        watchers.add(Objects.requireNonNull(watcher));
    }

    /** Serves new data from now on. */
    public void publishData(Publication publication) {
        current = publication;
        loaded = true;
        watchers.forEach(Runnable::run);
    }

    /** Serves the same data with new ages from now on. */
    public void publishAges(Publication publication) {
        current = publication;
    }
}
