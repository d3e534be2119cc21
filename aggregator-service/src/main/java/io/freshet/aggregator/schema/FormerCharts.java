package io.freshet.aggregator.schema;

import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.FormerSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has charts answered as they were while what their new definition needs is filled or read again:
 * their former summaries stay, as they are, under other names, together with the definition that
 * says what to make of them.
 */
final class FormerCharts {

    private final PipelineDefinition pipeline;
    private final SqlScript script;
    private final Map<String, String> made;
    private final Set<String> kept = new HashSet<>();

    /**
     * @param made the catalogue before the upgrade
     */
    FormerCharts(PipelineDefinition pipeline, SqlScript script, Map<String, String> made) {
        this.pipeline = pipeline;
        this.script = script;
        this.made = made;
    }

    /**
     * What is not there after the upgrade, but later.
     *
     * @param filled names of summaries and indexes that are made of the rows held
     * @param readAgain tables whose rows are read again
     * @param altered tables that are made anew, or whose rows will have other derived columns
     * @param going names of summaries that are dropped or made anew
     */
    record Later(
            Set<String> filled, Set<String> readAgain, Set<String> altered, Set<String> going) {}

    /** Keeps what will have no answer of its own; before any table is changed. */
    void keep(Later later) {
        script.keepNoOthers(
                pipeline.name(), pipeline.charts().stream().map(ChartDefinition::name).toList());
        if (!later.altered().isEmpty()) {
            script.letRowsGo(pipeline.name());
        }
        Optional<PipelineDefinition> former = former();
        for (ChartDefinition chart : pipeline.charts()) {
            Set<String> waitsFor = needs(pipeline, chart);
            waitsFor.removeIf(name -> !isWaitedFor(name, later));
            boolean readAgain =
                    pipeline.tablesOf(chart).stream().anyMatch(later.readAgain()::contains);
            boolean keptAlready =
                    script.waitForOther(pipeline.name(), chart.name(), readAgain, waitsFor);
            if (!keptAlready && (readAgain || !waitsFor.isEmpty())) {
                former.ifPresent(before -> keep(before, chart.name(), later, readAgain, waitsFor));
            }
        }
    }

    private boolean isWaitedFor(String name, Later later) {
        return later.filled().contains(name)
                || (!later.going().contains(name) && script.isBuilding(pipeline.name(), name));
    }

    /** The definition that made the tables; empty where it is not known. */
    private Optional<PipelineDefinition> former() {
        return script.revision(pipeline.name()).stream()
                .boxed()
                .flatMap(
                        revision ->
                                script.definition(pipeline.name(), revision).stream()
                                        .flatMap(text -> read(text, revision).stream()))
                .findFirst();
    }

    private static Optional<PipelineDefinition> read(String text, long revision) {
        try {
            PipelineDefinition read =
                    PipelineReader.read("the former definition", new StringReader(text));
            return read.tablesRevision() == revision ? Optional.of(read) : Optional.empty();
        } catch (DeclarationException e) {
            // a version of Freshet wrote it that read definitions otherwise
            return Optional.empty();
        }
    }

    private void keep(
            PipelineDefinition before,
            String name,
            Later later,
            boolean readAgain,
            Set<String> waitsFor) {
        Optional<ChartDefinition> chart =
                before.charts().stream().filter(old -> old.name().equals(name)).findFirst();
        if (chart.isEmpty() || !isWhole(before, chart.get(), later)) {
            return;
        }
        Set<String> tables =
                new LinkedHashSet<>(
                        chart.get().shape().rowList().isPresent()
                                ? needs(before, chart.get())
                                : Set.of());
        for (SummaryDefinition summary : summaries(before, chart.get())) {
            tables.add(keep(summary, later.going().contains(summary.name())));
        }
        script.tell(
                "Chart %s of pipeline %s is answered by its former definition until the new one is ready"
                        .formatted(name, pipeline.name()));
        script.keep(pipeline.name(), name, before.text(), tables, waitsFor, readAgain);
    }

    /** Whether a chart has an answer now, and what it is made of can stay. */
    private boolean isWhole(PipelineDefinition before, ChartDefinition chart, Later later) {
        if (chart.shape().rowList().isPresent()) {
            return before.tablesOf(chart).stream().noneMatch(later.altered()::contains)
                    && needs(before, chart).stream()
                            .noneMatch(index -> script.isBuilding(pipeline.name(), index));
        }
        List<SummaryDefinition> summaries = summaries(before, chart);
        return !summaries.isEmpty()
                && summaries.stream()
                        .allMatch(
                                summary ->
                                        summary.canonical().equals(made.get(summary.name()))
                                                && !script.isBuilding(
                                                        pipeline.name(), summary.name()));
    }

    private String keep(SummaryDefinition summary, boolean going) {
        String name = FormerSql.table(summary.name(), summary.canonical());
        if (!made.getOrDefault(name, "").isEmpty() || !kept.add(name)) {
            return name;
        }
        script.unrecord(pipeline.name(), name);
        String table = SqlText.qualified(pipeline.name(), summary.name());
        if (going) {
            script.run(FormerSql.rename(table, name));
            script.unrecord(pipeline.name(), summary.name());
        } else {
            script.run(FormerSql.copy(table, SqlText.qualified(pipeline.name(), name)));
        }
        script.record(pipeline.name(), name, FormerSql.KIND, summary.canonical());
        return name;
    }

    private static List<SummaryDefinition> summaries(
            PipelineDefinition pipeline, ChartDefinition chart) {
        return pipeline.summaries().stream()
                .filter(
                        summary ->
                                summary.name().equals(chart.summary())
                                        || chart.shape().valueSummaries().contains(summary.name()))
                .toList();
    }

    /** The summaries that a chart is made of, or the indexes that it is read by. */
    private static Set<String> needs(PipelineDefinition pipeline, ChartDefinition chart) {
        Set<String> needs = new LinkedHashSet<>();
        summaries(pipeline, chart).forEach(summary -> needs.add(summary.name()));
        chart.shape().rowList().ifPresent(list -> needs.addAll(list.indexes(pipeline).keySet()));
        return needs;
    }
}
