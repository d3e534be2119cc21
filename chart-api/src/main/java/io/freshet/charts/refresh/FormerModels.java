package io.freshet.charts.refresh;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.FormerChart;
import io.freshet.charts.warehouse.WarehouseTable;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The charts that are shown as they were, until what their new definition needs is there. Not
 * thread-safe: belongs to the thread that refreshes.
 */
final class FormerModels {

    private static final Logger LOG = Logger.getLogger(FormerModels.class);

    private final ChartCatalogue catalogue;
    private final Sources sources;
    private final Clock clock;
    private final ChartSettings settings;
    private final Map<Integer, FormerModel> byChart = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    FormerModels(ChartCatalogue catalogue, Sources sources, Clock clock, ChartSettings settings) {
        this.catalogue = catalogue;
        this.sources = sources;
        this.clock = clock;
        this.settings = settings;
    }

    /** Takes over which there are. */
    void take(List<FormerChart> found) {
        Map<String, String> texts = new HashMap<>();
        found.forEach(
                former -> former.definition().ifPresent(text -> texts.put(former.id(), text)));
        Map<String, Optional<PipelineDefinition>> read = new HashMap<>();
        Set<Integer> present = new HashSet<>();
        for (FormerChart former : found) {
            ServedChart chart = chartOf(former);
            if (chart == null) {
                continue;
            }
            present.add(chart.index());
            FormerModel known = byChart.get(chart.index());
            if (known == null || !known.is(former)) {
                read.computeIfAbsent(former.id(), id -> read(former, texts.getOrDefault(id, "")))
                        .filter(before -> FormerModel.has(before, former.chart()))
                        .ifPresent(
                                before ->
                                        byChart.put(
                                                chart.index(),
                                                new FormerModel(
                                                        former, before, chart, sources, clock,
                                                        settings)));
            }
        }
        byChart.forEach(
                (index, former) -> {
                    if (!present.contains(index)) {
                        former.release();
                    }
                });
    }

    private ServedChart chartOf(FormerChart former) {
        return catalogue.all().stream()
                .filter(
                        chart ->
                                chart.pipeline().equals(former.pipeline())
                                        && chart.definition().name().equals(former.chart()))
                .findFirst()
                .orElse(null);
    }

    private Optional<PipelineDefinition> read(FormerChart former, String text) {
        try {
            return Optional.of(
                    PipelineReader.read("the former definition", new StringReader(text)));
        } catch (DeclarationException e) {
            if (unreadable.add(former.id())) {
                LOG.warnf(
                        "Charts of pipeline %s are not shown as they were: %s",
                        former.pipeline(), e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** What is to be read of the warehouse. */
    List<WarehouseTable> tables() {
        return byChart.values().stream().flatMap(former -> former.tables().stream()).toList();
    }

    /** That which is shown instead of a chart; empty for none. */
    Optional<FormerModel> insteadOf(ServedChart chart, Rendering coming) {
        FormerModel former = byChart.get(chart.index());
        if (former != null && former.isOver(coming)) {
            byChart.remove(chart.index());
            return Optional.empty();
        }
        return Optional.ofNullable(former).filter(known -> known.isShownInsteadOf(coming));
    }

    /** Forgets all of a source. */
    void forget(int source) {
        byChart.values().forEach(former -> former.forget(source));
    }
}
