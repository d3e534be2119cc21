package io.freshet.charts.catalogue;

import io.freshet.charts.request.RequestReader;
import io.freshet.pipeline.ChartDefinition;
import java.util.List;

/**
 * A declared chart.
 *
 * @param index its place among all charts
 * @param name its address below {@code /charts/}
 * @param pipeline name of its pipeline definition
 * @param paths where it is served, that below {@code /charts/} first
 * @param definition how it is declared
 * @param requests reads what is asked of it
 */
public record ServedChart(
        int index,
        String name,
        String pipeline,
        List<String> paths,
        ChartDefinition definition,
        RequestReader requests) {}
