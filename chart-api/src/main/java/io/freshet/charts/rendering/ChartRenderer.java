package io.freshet.charts.rendering;

/** Renders one chart again and again. Not thread-safe: belongs to the thread that refreshes. */
public interface ChartRenderer {

    /** The chart as it is now; the same object as before where nothing changed. */
    Rendering render();
}
