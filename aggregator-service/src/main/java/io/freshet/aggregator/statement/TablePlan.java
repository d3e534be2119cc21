package io.freshet.aggregator.statement;

import io.freshet.aggregator.normalise.RowNormaliser;
import io.freshet.events.TableId;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.RowColumns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is needed to apply changes of one table, worked out once.
 *
 * @param id the table
 * @param home what the keys of rows are
 * @param normaliser reads its rows
 * @param sql changes its rows, summaries and range checksums
 * @param columns names of the columns that are written besides the key
 * @param summaries its summaries, in the order in which statements have them, where the differences
 *     that new rows make to all of them are worked out here; empty where the warehouse does that
 * @param everyState whether every state of a row matters, and not only its newest
 */
public record TablePlan(
        TableId id,
        Home home,
        RowNormaliser normaliser,
        TableSql sql,
        List<String> columns,
        Optional<List<SummaryPlan>> summaries,
        boolean everyState) {

    public static TablePlan of(PipelineDefinition pipeline, TableDefinition table) {
        return new TablePlan(
                new TableId(pipeline.name(), table.name()),
                table.home(),
                RowNormaliser.of(pipeline, table),
                TableSql.of(pipeline, table),
                table.heldColumnNames(),
                pipeline.isPlain(table.name())
                        ? Optional.of(
                                pipeline.summariesOf(table.name()).stream()
                                        .map(summary -> SummaryPlan.of(summary, table))
                                        .toList())
                        : Optional.empty(),
                pipeline.keepsHistoryOf(table.name()));
    }

    /** The place of the column that says whether a row is set aside; empty where none can be. */
    public OptionalInt aside() {
        int place = columns.indexOf(RowColumns.ROW_ASIDE);
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /** How many columns the table has besides the key. */
    public int width() {
        return columns.size();
    }
}
