package io.freshet.charts.catalogue;

import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.request.NoParameters;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.time.ChartTime;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.PipelineDefinition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The charts that the pipeline definitions declare, and how fresh the sources of each are. Never
 * altered.
 */
@Singleton
public final class ChartCatalogue {

    private static final String FRESHNESS = "freshness";
    private static final String FRESHNESS_TOLD =
            "How old the data of each source is, and which of the three levels it meets.";

    private final List<PipelineDefinition> pipelines;

    /** What the path of every chart begins with. */
    public static final String ROOT = "/charts";

    private final Map<String, ServedChart> byPath = new HashMap<>();
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
        List<ServedChart> charts = new ArrayList<>();
        for (PipelineDefinition pipeline : pipelines) {
            for (ChartDefinition chart : pipeline.charts()) {
                RequestReader requests = ChartKinds.requests(pipeline, chart, this.zone, clock);
                String name = pipeline.addressOf(chart);
                List<String> paths =
                        Stream.concat(Stream.of(ROOT + "/" + name), chart.address().stream())
                                .toList();
                ServedChart served =
                        new ServedChart(
                                charts.size(), name, pipeline.name(), paths, chart, requests);
                charts.add(served);
                paths.forEach(path -> byPath.put(path, served));
            }
        }
        pipelines.forEach(pipeline -> addFreshness(pipeline, charts));
        this.list = List.copyOf(charts);
    }

    /**
     * How fresh its sources are is told of every pipeline, also where its definition says nothing.
     */
    private void addFreshness(PipelineDefinition pipeline, List<ServedChart> charts) {
        ChartDefinition chart =
                new ChartDefinition(
                        FRESHNESS,
                        FRESHNESS_TOLD,
                        "",
                        ChartShape.freshnessBySource(),
                        Optional.empty());
        String name = pipeline.addressOf(chart);
        boolean told =
                pipeline.charts().stream()
                        .anyMatch(declared -> declared.shape().freshness().isPresent());
        String path = ROOT + "/" + name;
        if (!told && !byPath.containsKey(path)) {
            ServedChart served =
                    new ServedChart(
                            charts.size(),
                            name,
                            pipeline.name(),
                            List.of(path),
                            chart,
                            new NoParameters());
            charts.add(served);
            byPath.put(path, served);
        }
    }

    /** The pipelines whose charts these are. */
    public List<PipelineDefinition> pipelines() {
        return pipelines;
    }

    /** All charts, each at the place that its index says. */
    public List<ServedChart> all() {
        return list;
    }

    /** The chart that is served at a path, or null. */
    public ServedChart at(String path) {
        return byPath.get(path);
    }
}
