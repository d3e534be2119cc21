package io.freshet.aggregator.apply;

import io.freshet.aggregator.normalise.RowNormaliser;
import io.freshet.events.TableId;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.pipeline.TableDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that is needed to apply changes of one table, worked out once.
 *
 * @param id the table
 * @param normaliser reads its rows
 * @param sql changes its rows, summaries and ledger
 * @param width how many columns it has besides the key
 * @param summaries its summaries, in the order in which statements have them
 */
record TablePlan(
        TableId id,
        RowNormaliser normaliser,
        TableSql sql,
        int width,
        List<SummaryPlan> summaries) {

    static TablePlan of(PipelineDefinition pipeline, TableDefinition table) {
        return new TablePlan(
                new TableId(pipeline.name(), table.name()),
                new RowNormaliser(table, groupColumns(pipeline, table)),
                TableSql.of(pipeline, table),
                table.columns().size(),
                pipeline.summariesOf(table.name()).stream()
                        .map(summary -> SummaryPlan.of(summary, table))
                        .toList());
    }

    private static Set<String> groupColumns(PipelineDefinition pipeline, TableDefinition table) {
        Set<String> columns = new LinkedHashSet<>();
        for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
            if (summary.grouping() instanceof Grouping.ByColumn by) {
                columns.add(by.column());
            }
        }
        return columns;
    }
}
