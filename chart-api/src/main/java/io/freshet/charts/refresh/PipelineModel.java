package io.freshet.charts.refresh;

import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.request.RequestReader;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.charts.summary.Summary;
import io.freshet.charts.warehouse.FirstRows;
import io.freshet.charts.warehouse.SummaryTable;
import io.freshet.charts.warehouse.WarehouseTable;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One pipeline's summaries in memory. Not thread-safe: belongs to the thread that refreshes. */
final class PipelineModel implements ChartKinds.Material {

    private final PipelineDefinition definition;
    private final long revision;
    private final ChartKinds kinds;
    private final Map<String, SummaryTable<String>> byColumn = new LinkedHashMap<>();
    private final Map<String, SummaryTable<Long>> byTime = new LinkedHashMap<>();
    private final Map<String, SummaryTable<GroupKey>> byDimensions = new LinkedHashMap<>();
    private final Map<String, FirstRows> rows = new LinkedHashMap<>();

    PipelineModel(
            PipelineDefinition definition, Sources sources, Clock clock, ChartSettings settings) {
        this(definition, sources, clock, settings, summary -> summary);
    }

    /**
     * @param stored gives a summary the name of its table
     */
    PipelineModel(
            PipelineDefinition definition,
            Sources sources,
            Clock clock,
            ChartSettings settings,
            UnaryOperator<SummaryDefinition> stored) {
        this.definition = definition;
        this.revision = definition.tablesRevision();
        this.kinds = new ChartKinds(definition, this, sources, clock, settings.variants());
        for (SummaryDefinition summary : definition.summaries()) {
            if (summary.grouping() instanceof Grouping.ByColumn) {
                byColumn.put(
                        summary.name(),
                        SummaryTable.byColumn(
                                definition.name(), stored.apply(summary), settings.groups()));
            } else if (summary.grouping() instanceof Grouping.ByDimensions) {
                byDimensions.put(
                        summary.name(),
                        SummaryTable.byDimensions(
                                definition.name(),
                                stored.apply(summary),
                                countsValues(summary) ? settings.values() : settings.groups()));
            } else {
                byTime.put(
                        summary.name(),
                        SummaryTable.byTime(
                                definition.name(),
                                stored.apply(summary),
                                !needsAllBuckets(summary),
                                settings.values()));
            }
        }
        for (ChartDefinition chart : definition.charts()) {
            chart.shape()
                    .rowList()
                    .ifPresent(
                            list -> rows.put(chart.name(), new FirstRows(definition, list, clock)));
        }
    }

    private boolean needsAllBuckets(SummaryDefinition summary) {
        return definition.charts().stream()
                .anyMatch(
                        chart ->
                                chart.summary().equals(summary.name())
                                        && chart.shape().needsAllBuckets());
    }

    private boolean countsValues(SummaryDefinition summary) {
        return definition.charts().stream()
                .anyMatch(chart -> chart.shape().valueSummaries().contains(summary.name()));
    }

    List<WarehouseTable> tables() {
        List<WarehouseTable> tables = new ArrayList<>(byColumn.values());
        tables.addAll(byTime.values());
        tables.addAll(byDimensions.values());
        tables.addAll(rows.values());
        return tables;
    }

    /**
     * Whether another definition than this one has made the tables: those that this one adds are
     * not there yet, which is not the same as empty.
     *
     * @param made by the ids of sources, the revision that their pipeline's tables are made by; 0
     *     for none
     */
    boolean isOthers(Map<Integer, Long> made, Sources sources) {
        return made.entrySet().stream()
                .filter(each -> definition.name().equals(sources.pipelineOf(each.getKey())))
                .anyMatch(each -> each.getValue() != 0 && each.getValue() != revision);
    }

    /** Forgets buckets that no chart shows any more. */
    void forgetBefore(long epochSecond) {
        for (SummaryTable<Long> table : byTime.values()) {
            if (table.windowed()) {
                table.summary().forgetBefore(epochSecond);
            }
        }
    }

    /** Forgets all rows of a source. */
    void forget(int source) {
        tables().forEach(table -> table.forget(source));
    }

    /** The tables that a chart is made of. */
    Set<String> tablesOf(ChartDefinition chart) {
        return definition.tablesOf(chart);
    }

    ChartRenderer renderer(ServedChart chart) {
        return renderer(chart.definition(), chart.requests());
    }

    /** Draws a chart of the definition, for requests that are read so. */
    ChartRenderer renderer(ChartDefinition chart, RequestReader requests) {
        return kinds.renderer(chart, requests);
    }

    @Override
    public Summary<String> byColumn(String summary) {
        return byColumn.get(summary).summary();
    }

    @Override
    public Summary<Long> byTime(String summary) {
        return byTime.get(summary).summary();
    }

    @Override
    public Summary<GroupKey> byDimensions(String summary) {
        return byDimensions.get(summary).summary();
    }

    @Override
    public ListedRows rows(String chart) {
        return rows.get(chart).rows();
    }

    @Override
    public boolean anyData() {
        return any(byColumn.values()) || any(byTime.values());
    }

    private static boolean any(Collection<? extends SummaryTable<?>> tables) {
        return tables.stream().anyMatch(table -> table.summary().size() > 0);
    }
}
