package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;

/** One chart at one state of its data. Thread-safe; quick enough for an event loop. */
public interface Rendering {

    /**
     * The answer to a request.
     *
     * @param selection a selection that the chart's parameters can make
     */
    Body body(Selection selection);
}
