package io.freshet.charts.rendering;

import io.freshet.charts.request.ChoiceParameters;
import io.freshet.charts.request.CodesParameter;
import io.freshet.charts.request.HoursParameters;
import io.freshet.charts.request.NoParameters;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.Absence;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.RowList;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What there is to each kind of chart beside its declaration: what requests may ask of it, and what
 * draws it. Beside the renderer itself, this is the one place here that knows all kinds.
 */
public final class ChartKinds {

    /** What the charts of one pipeline are made of. */
    public interface Material {

        /** A summary by the values of a column. */
        Summary<String> byColumn(String summary);

        /** A summary by time: buckets by their start, seconds since 1970 UTC. */
        Summary<Long> byTime(String summary);

        /** A summary by several things. */
        Summary<GroupKey> byDimensions(String summary);

        /** The rows of a chart of rows, by the chart's name. */
        ListedRows rows(String chart);

        /** Whether there ever was any data. */
        boolean anyData();
    }

    private final PipelineDefinition pipeline;
    private final Material material;
    private final Sources sources;
    private final Clock clock;
    private final int variants;

    /**
     * @param material the pipeline's summaries
     * @param sources how the sources stand
     * @param variants how many bodies of one rendering are kept beside that without parameters
     */
    public ChartKinds(
            PipelineDefinition pipeline,
            Material material,
            Sources sources,
            Clock clock,
            int variants) {
        this.pipeline = pipeline;
        this.material = material;
        this.sources = sources;
        this.clock = clock;
        this.variants = variants;
    }

    /**
     * Reads what requests ask of a chart.
     *
     * @param zone the zone of charts over time where requests name none
     */
    public static RequestReader requests(
            PipelineDefinition pipeline, ChartDefinition chart, ZoneId zone, Clock clock) {
        if (chart.shape() instanceof ChartShape.TimeSeries) {
            return new HoursParameters(zone, bucketMinutes(pipeline, chart), clock);
        }
        if (chart.shape() instanceof ChartShape.Values
                || chart.shape() instanceof ChartShape.Rows) {
            return choices(labels(chart));
        }
        return chart.shape()
                .filter()
                .<RequestReader>map(CodesParameter::new)
                .orElseGet(NoParameters::new);
    }

    /** Whether what requests ask of one chart means the same to another. */
    public static boolean asksTheSame(ChartDefinition one, ChartDefinition other) {
        if (one.shape() instanceof ChartShape.TimeSeries) {
            return other.shape() instanceof ChartShape.TimeSeries;
        }
        return labels(one).equals(labels(other))
                && one.shape().filter().equals(other.shape().filter());
    }

    private static List<Breakdown.Label> labels(ChartDefinition chart) {
        if (chart.shape() instanceof ChartShape.Values values) {
            return values.parts().parameters();
        }
        return chart.shape()
                .rowList()
                .map(list -> list.parameters().stream().map(RowList.Parameter::label).toList())
                .orElse(List.of());
    }

    private static RequestReader choices(List<Breakdown.Label> labels) {
        return labels.isEmpty() ? new NoParameters() : new ChoiceParameters(labels);
    }

    /**
     * Draws a chart.
     *
     * @param requests what {@link #requests} made for the chart
     */
    public ChartRenderer renderer(ChartDefinition chart, RequestReader requests) {
        List<Supplier<Optional<Absence>>> parts = new ArrayList<>();
        if (!chart.summary().isEmpty()) {
            parts.add(anySummary(chart.summary())::absence);
        }
        chart.shape()
                .valueSummaries()
                .forEach(name -> parts.add(material.byDimensions(name)::absence));
        if (chart.shape().rowList().isPresent()) {
            parts.add(material.rows(chart.name())::absence);
        }
        return new WholeRenderer(parts, drawing(chart, requests));
    }

    private ChartRenderer drawing(ChartDefinition chart, RequestReader requests) {
        ChartShape shape = chart.shape();
        String summary = chart.summary();
        if (shape instanceof ChartShape.Total total) {
            return new TotalRenderer(total, anySummary(summary));
        }
        if (shape instanceof ChartShape.Groups groups) {
            return new GroupsRenderer(groups, material.byColumn(summary), variants);
        }
        if (shape instanceof ChartShape.TimeSeries series) {
            return new SeriesRenderer(
                    series,
                    material.byTime(summary),
                    bucketMinutes(pipeline, chart),
                    ((HoursParameters) requests).byDefault(),
                    material::anyData,
                    clock,
                    variants);
        }
        if (shape instanceof ChartShape.Values values) {
            return new BreakdownRenderer(
                    values.parts(),
                    dimensions(summary),
                    material.byDimensions(summary),
                    values.parts().counted().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            entry -> material.byDimensions(entry.getValue()))),
                    clock,
                    variants);
        }
        if (shape instanceof ChartShape.Rows rows) {
            return new RowsRenderer(rows.list(), material.rows(chart.name()), variants);
        }
        return new FreshnessRenderer(
                pipeline.name(),
                (ChartShape.Freshness) shape,
                summary.isEmpty() ? source -> 0 : material.byColumn(summary)::rowsOf,
                sources,
                clock,
                variants);
    }

    private Summary<?> anySummary(String name) {
        Grouping grouping = pipeline.summary(name).grouping();
        return grouping instanceof Grouping.ByTime
                ? material.byTime(name)
                : grouping instanceof Grouping.ByDimensions
                        ? material.byDimensions(name)
                        : material.byColumn(name);
    }

    private int dimensions(String summary) {
        return ((Grouping.ByDimensions) pipeline.summary(summary).grouping()).dimensions().size();
    }

    private static int bucketMinutes(PipelineDefinition pipeline, ChartDefinition chart) {
        return ((Grouping.ByTime) pipeline.summary(chart.summary()).grouping()).minutes();
    }
}
