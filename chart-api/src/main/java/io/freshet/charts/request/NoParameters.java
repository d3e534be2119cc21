package io.freshet.charts.request;

import java.util.List;
import java.util.Map;

/** A chart that can only be asked for as a whole. */
public final class NoParameters extends RequestReader {

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    Selection select(Map<String, String> given) {
        return Selection.ALL;
    }
}
