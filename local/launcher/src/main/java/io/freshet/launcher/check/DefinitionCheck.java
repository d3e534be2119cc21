package io.freshet.launcher.check;

import io.freshet.aggregator.schema.DefinitionRehearsal;
import io.freshet.aggregator.schema.SchemaException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.poller.source.TableStatistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tries each definition in the warehouse, and says what its charts will cost. Blocks for seconds.
 */
final class DefinitionCheck {

    /** A right is missing, or a lock is held by others. */
    private static final Set<String> NOT_OF_THE_DEFINITION = Set.of("42501", "55P03", "57014");

    private final FreshetConfig config;
    private final CheckReport report;

    DefinitionCheck(FreshetConfig config, CheckReport report) {
        this.config = config;
        this.report = report;
    }

    /**
     * Adds lines for each definition and chart.
     *
     * @param usable whether the warehouse can be used
     * @param found what statistics say of the tables of each source that can be read
     */
    void run(boolean usable, Map<SourceConfig, Map<String, TableStatistics>> found) {
        for (PipelineDefinition pipeline : config.pipelines().all()) {
            if (usable) {
                rehearse(pipeline);
            }
            List<Map<String, TableStatistics>> sources = new ArrayList<>();
            found.forEach(
                    (source, tables) -> {
                        if (source.pipeline().equals(pipeline.name())) {
                            sources.add(tables);
                        }
                    });
            if (!sources.isEmpty()) {
                cost(pipeline, sources);
            }
        }
        config.sources().stream()
                .map(SourceConfig::sweeps)
                .distinct()
                .map(DefinitionCheck::share)
                .forEach(sentence -> report.note("cost", sentence));
    }

    private void rehearse(PipelineDefinition pipeline) {
        String what = "definition " + pipeline.name();
        try {
            int statements = new DefinitionRehearsal(config.warehouse().orElseThrow()).of(pipeline);
            report.well(
                    what,
                    "its tables can be made, and %d statements about them run"
                            .formatted(statements));
        } catch (SchemaException e) {
            if (isOfTheMoment(e)) {
                report.note(
                        what,
                        "it was not tried in the warehouse, as this role may not do so or something there is locked: %s; try again, with the aggregator's role"
                                .formatted(e.getMessage()));
            } else {
                report.failed(what, "it cannot run in the warehouse: " + e.getMessage());
            }
        }
    }

    /** Whether it tells nothing of the definition. */
    private static boolean isOfTheMoment(SchemaException failure) {
        return failure.getCause() instanceof SQLException cause
                && NOT_OF_THE_DEFINITION.contains(String.valueOf(cause.getSQLState()));
    }

    private void cost(PipelineDefinition pipeline, List<Map<String, TableStatistics>> sources) {
        ChartCost cost = new ChartCost(pipeline, together(sources));
        for (ChartDefinition chart : pipeline.charts()) {
            report.note("chart " + pipeline.addressOf(chart), cost.sentence(chart));
        }
    }

    /** Rows of all sources; of values, sources are taken to have the same ones. */
    private static Map<String, TableStatistics> together(
            List<Map<String, TableStatistics>> sources) {
        Map<String, TableStatistics> all = new HashMap<>();
        for (Map<String, TableStatistics> source : sources) {
            source.forEach((table, known) -> all.merge(table, known, DefinitionCheck::sum));
        }
        return all;
    }

    private static TableStatistics sum(TableStatistics one, TableStatistics other) {
        Map<String, Long> distinct = new HashMap<>(one.distinct());
        other.distinct().forEach((column, values) -> distinct.merge(column, values, Math::max));
        boolean known = one.rows().isPresent() || other.rows().isPresent();
        return new TableStatistics(
                known
                        ? OptionalLong.of(one.rows().orElse(0) + other.rows().orElse(0))
                        : OptionalLong.empty(),
                distinct);
    }

    private static String share(SweepConfig sweeps) {
        return String.format(
                Locale.ROOT,
                "comparing takes at most %.1f %% of a source's time, %.1f %% after a sign of changes (sweeps.idle-percent and hinted-percent); beside it, each poll asks for new rows",
                sweeps.idlePercent(),
                sweeps.hintedPercent());
    }
}
