package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.Optional;

/** One chart at one state of its data. Thread-safe; quick enough for an event loop. */
public interface Rendering {

    /**
     * The answer to a request.
     *
     * @param selection a selection that the chart's parameters can make, and is not refused
     */
    Body body(Selection selection);

    /** What keeps it from having any answer, in a word; empty where nothing does. */
    default String state() {
        return "";
    }

    /** Why there is no answer to a request, in a sentence for people; empty where there is one. */
    default Optional<String> refusal(Selection selection) {
        return Optional.empty();
    }
}
