package io.freshet.charts.refresh;

import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.rendering.FormerRendering;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.Absence;
import io.freshet.charts.warehouse.FirstRows;
import io.freshet.charts.warehouse.FormerChart;
import io.freshet.charts.warehouse.FrozenTable;
import io.freshet.charts.warehouse.WarehouseTable;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.FormerSql;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * One chart as it was by a former definition. Not thread-safe: belongs to the thread that
 * refreshes.
 */
final class FormerModel {

    private final String id;
    private final long asOf;
    private final PipelineModel model;
    private final List<WarehouseTable> tables;
    private final ChartRenderer renderer;
    private final boolean anyRequest;
    private final boolean frozen;
    private FormerRendering last;
    private boolean released;

    /**
     * @param before the former definition, which has the chart
     * @param chart the chart that will be
     */
    FormerModel(
            FormerChart found,
            PipelineDefinition before,
            ServedChart chart,
            Sources sources,
            Clock clock,
            ChartSettings settings) {
        this.id = found.id();
        this.asOf = found.asOf();
        ChartDefinition old = chartOf(before, found.chart());
        PipelineDefinition alone = alone(before, old);
        this.model = new PipelineModel(alone, sources, clock, settings, FormerModel::stored);
        this.tables =
                model.tables().stream()
                        .map(table -> table instanceof FirstRows ? table : new FrozenTable(table))
                        .toList();
        this.frozen = old.shape().rowList().isEmpty();
        this.renderer =
                model.renderer(
                        old, ChartKinds.requests(alone, old, ZoneId.of(settings.zone()), clock));
        this.anyRequest = ChartKinds.asksTheSame(old, chart.definition());
    }

    static boolean has(PipelineDefinition before, String chart) {
        return before.charts().stream().anyMatch(old -> old.name().equals(chart));
    }

    private static ChartDefinition chartOf(PipelineDefinition before, String chart) {
        return before.charts().stream()
                .filter(old -> old.name().equals(chart))
                .findFirst()
                .orElseThrow();
    }

    /** The definition with nothing but that chart and what it is made of. */
    private static PipelineDefinition alone(PipelineDefinition before, ChartDefinition chart) {
        return new PipelineDefinition(
                before.name(),
                before.path(),
                before.attributes(),
                before.tables(),
                before.joins(),
                before.summaries().stream()
                        .filter(
                                summary ->
                                        summary.name().equals(chart.summary())
                                                || chart.shape()
                                                        .valueSummaries()
                                                        .contains(summary.name()))
                        .toList(),
                List.of(chart),
                before.archived(),
                before.star(),
                before.text());
    }

    /** The summary under the name of the table in which it stays as it was. */
    private static SummaryDefinition stored(SummaryDefinition summary) {
        return new SummaryDefinition(
                FormerSql.table(summary.name(), summary.canonical()),
                summary.table(),
                summary.grouping(),
                summary.aggregates(),
                summary.joins());
    }

    /** Whether it is the chart by this definition. */
    boolean is(FormerChart found) {
        return id.equals(found.id()) && asOf == found.asOf();
    }

    /** Notes that the chart that will be is there, or only has to be read. */
    void release() {
        released = true;
    }

    /** What is to be read of the warehouse. */
    List<WarehouseTable> tables() {
        return tables;
    }

    /** Whether it is shown instead of the chart that will be. */
    boolean isShownInsteadOf(Rendering coming) {
        return tables.stream().allMatch(WarehouseTable::isLoaded)
                && (!released || coming.state().equals(Absence.BUILDING));
    }

    /** Whether it will not be shown any more. */
    boolean isOver(Rendering coming) {
        return released && !coming.state().equals(Absence.BUILDING);
    }

    Rendering render() {
        Rendering now = renderer.render();
        if (last == null || !last.former().equals(now)) {
            last = new FormerRendering(now, anyRequest);
        }
        return last;
    }

    /**
     * Up to when all sources are shown.
     *
     * @param present the same of the chart that will be, milliseconds since 1970 UTC
     */
    long asOf(long present) {
        return frozen ? Math.min(asOf, present) : present;
    }

    void forget(int source) {
        model.forget(source);
    }
}
