package io.freshet.charts.catalogue;

import io.freshet.charts.request.RequestReader;
import io.freshet.pipeline.ChartDefinition;

/**
 * A declared chart.
 *
 * @param index its place among all charts
 * @param pipeline name of its pipeline definition
 * @param definition how it is declared
 * @param requests reads what is asked of it
 */
public record ServedChart(
        int index, String pipeline, ChartDefinition definition, RequestReader requests) {

    /** Its name, the last part of its path. */
    public String name() {
        return definition.name();
    }
}
