package io.freshet.charts.catalogue;

import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.time.ChartTime;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts that the pipeline definitions declare. Never altered. */
@Singleton
public final class ChartCatalogue {

    private final List<PipelineDefinition> pipelines;
    private final Map<String, ServedChart> charts = new LinkedHashMap<>();
    private final List<ServedChart> list;
    private final ZoneId zone;

    @Inject
    ChartCatalogue(FreshetConfig config, ChartSettings settings, @ChartTime Clock clock) {
        this(config.pipelines().all(), settings.zone(), clock);
    }

    /**
     * @param zone the zone of charts over time where requests name none
     * @throws IllegalArgumentException where there is no such zone
     */
    public ChartCatalogue(List<PipelineDefinition> pipelines, String zone, Clock clock) {
        this.pipelines = List.copyOf(pipelines);
        try {
            this.zone = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "freshet.charts.zone: \"%s\" is no time zone; write one such as Europe/London"
                            .formatted(zone),
                    e);
        }
        for (PipelineDefinition pipeline : pipelines) {
            for (ChartDefinition chart : pipeline.charts()) {
                RequestReader requests = ChartKinds.requests(pipeline, chart, this.zone, clock);
                String name = pipeline.addressOf(chart);
                charts.put(
                        name,
                        new ServedChart(charts.size(), name, pipeline.name(), chart, requests));
            }
        }
        this.list = List.copyOf(new ArrayList<>(charts.values()));
    }

    /** The pipelines whose charts these are. */
    public List<PipelineDefinition> pipelines() {
        return pipelines;
    }

    /** All charts, each at the place that its index says. */
    public List<ServedChart> all() {
        return list;
    }

    /** The chart at that address below {@code /charts/}, or null. */
    public ServedChart find(String name) {
        return charts.get(name);
    }
}
