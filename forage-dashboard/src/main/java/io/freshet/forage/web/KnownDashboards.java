package io.freshet.forage.web;

import io.freshet.configuration.FreshetConfig;
import io.freshet.forage.config.ForageConfig;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of which definitions this server has a dashboard. Where charts come from another server only that
 * one knows them, and pages ask it themselves.
 */
@Singleton
final class KnownDashboards {

    private static final String FRESHNESS = "freshness";

    private final Map<String, List<String>> charts = new LinkedHashMap<>();
    private final boolean all;
    private final boolean forage;

    @Inject
    KnownDashboards(FreshetConfig config, ForageConfig forageConfig) {
        this(config.pipelines().all(), forageConfig.chartsUrl().isEmpty());
    }

    /**
     * @param pipelines the definitions that this server has charts of
     * @param all whether there are no others
     */
    KnownDashboards(List<PipelineDefinition> pipelines, boolean all) {
        this.all = all;
        for (PipelineDefinition pipeline : pipelines) {
            List<String> names =
                    new ArrayList<>(pipeline.charts().stream().map(ChartDefinition::name).toList());
            if (!names.contains(FRESHNESS)) {
                names.add(FRESHNESS);
            }
            charts.put(pipeline.name(), List.copyOf(names));
        }
        // Forage's own six charts lie right below /charts
        forage =
                pipelines.stream()
                        .anyMatch(
                                pipeline ->
                                        pipeline.charts().stream()
                                                .anyMatch(
                                                        chart ->
                                                                pipeline.addressOf(chart)
                                                                        .equals(chart.name())));
    }

    /** Whether a dashboard of a pipeline can be there. */
    boolean has(String pipeline) {
        return !all || charts.containsKey(pipeline);
    }

    /** Whether a chart of a pipeline can be there. */
    boolean has(String pipeline, String chart) {
        return !all || charts.getOrDefault(pipeline, List.of()).contains(chart);
    }

    /** The names of pipelines. */
    List<String> pipelines() {
        return List.copyOf(charts.keySet());
    }

    /** The names of a pipeline's charts; empty where there is no such pipeline. */
    List<String> charts(String pipeline) {
        return charts.getOrDefault(pipeline, List.of());
    }

    /** Whether this server has charts for Forage, or other servers may have them. */
    boolean hasForage() {
        return !all || forage || charts.isEmpty();
    }
}
