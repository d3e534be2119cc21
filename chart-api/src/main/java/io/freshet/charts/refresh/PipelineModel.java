package io.freshet.charts.refresh;

import io.freshet.charts.ChartSettings;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.rendering.FreshnessRenderer;
import io.freshet.charts.rendering.GroupsRenderer;
import io.freshet.charts.rendering.SeriesRenderer;
import io.freshet.charts.rendering.TotalRenderer;
import io.freshet.charts.request.HoursParameters;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.SummaryTable;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pipeline's summaries in memory. Not thread-safe: belongs to the thread that refreshes. */
final class PipelineModel {

    private final PipelineDefinition definition;
    private final Sources sources;
    private final Clock clock;
    private final int variants;
    private final Map<String, SummaryTable<String>> byColumn = new LinkedHashMap<>();
    private final Map<String, SummaryTable<Long>> byTime = new LinkedHashMap<>();

    PipelineModel(
            PipelineDefinition definition, Sources sources, Clock clock, ChartSettings settings) {
        this.definition = definition;
        this.sources = sources;
        this.clock = clock;
        this.variants = settings.variants();
        for (SummaryDefinition summary : definition.summaries()) {
            if (summary.grouping() instanceof Grouping.ByColumn) {
                byColumn.put(summary.name(), SummaryTable.byColumn(definition.name(), summary));
            } else {
                byTime.put(
                        summary.name(),
                        SummaryTable.byTime(definition.name(), summary, !isTotalled(summary)));
            }
        }
    }

    private boolean isTotalled(SummaryDefinition summary) {
        return definition.charts().stream()
                .anyMatch(
                        chart ->
                                chart.summary().equals(summary.name())
                                        && chart.shape() instanceof ChartShape.Total);
    }

    List<SummaryTable<?>> tables() {
        List<SummaryTable<?>> tables = new ArrayList<>(byColumn.values());
        tables.addAll(byTime.values());
        return tables;
    }

    /** Forgets buckets that no chart shows any more. */
    void forgetBefore(long epochSecond) {
        for (SummaryTable<Long> table : byTime.values()) {
            if (table.windowed()) {
                table.summary().forgetBefore(epochSecond);
            }
        }
    }

    ChartRenderer renderer(ServedChart chart) {
        String summary = chart.definition().summary();
        ChartShape shape = chart.definition().shape();
        if (shape instanceof ChartShape.Total total) {
            return new TotalRenderer(
                    total,
                    byColumn.containsKey(summary)
                            ? byColumn.get(summary).summary()
                            : byTime.get(summary).summary());
        }
        if (shape instanceof ChartShape.Groups groups) {
            return new GroupsRenderer(groups, byColumn.get(summary).summary(), variants);
        }
        if (shape instanceof ChartShape.TimeSeries series) {
            int minutes = ((Grouping.ByTime) definition.summary(summary).grouping()).minutes();
            return new SeriesRenderer(
                    series,
                    byTime.get(summary).summary(),
                    minutes,
                    ((HoursParameters) chart.requests()).byDefault(),
                    this::anyData,
                    clock,
                    variants);
        }
        return new FreshnessRenderer(
                definition.name(),
                (ChartShape.Freshness) shape,
                byColumn.get(summary).summary(),
                sources,
                clock,
                variants);
    }

    private boolean anyData() {
        return any(byColumn.values()) || any(byTime.values());
    }

    private static boolean any(Collection<? extends SummaryTable<?>> tables) {
        return tables.stream().anyMatch(table -> !table.summary().totals().isEmpty());
    }
}
