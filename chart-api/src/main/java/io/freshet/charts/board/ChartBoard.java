package io.freshet.charts.board;

import io.freshet.charts.ChartSettings;
import io.freshet.charts.source.Sources;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds what is served. Thread-safe; readers never wait. */
@Singleton
public final class ChartBoard {

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Publication current;
    private volatile boolean loaded;

    @Inject
    ChartBoard(ChartCatalogue catalogue, ChartSettings settings, @ChartTime Clock clock) {
        current = new ChartModel(catalogue, new Sources(), clock, settings).render();
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
    void publishData(Publication publication) {
        current = publication;
        loaded = true;
        watchers.forEach(Runnable::run);
    }

    /** Serves the same data with new ages from now on. */
    void publishAges(Publication publication) {
        current = publication;
    }
}
