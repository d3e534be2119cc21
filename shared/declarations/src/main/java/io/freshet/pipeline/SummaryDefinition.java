package io.freshet.pipeline;

import io.freshet.warehouse.layout.SummaryColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * A summary table: per source and group, the number of rows and some aggregates of them.
 *
 * @param name the summary's table in the pipeline's schema
 * @param table the table that is summed up
 * @param grouping what rows are grouped by
 * @param aggregates what is kept of a group beside the number of its rows
 */
public record SummaryDefinition(
        String name, String table, Grouping grouping, List<Aggregate> aggregates) {

    private static final StateColumn ROWS =
            new StateColumn(SummaryColumns.ROWS, "bigint", "count(*)");

    /** The columns that hold numbers: of rows first, then those of the aggregates in order. */
    public List<StateColumn> stateColumns() {
        List<StateColumn> columns = new ArrayList<>();
        columns.add(ROWS);
        aggregates.forEach(aggregate -> columns.addAll(aggregate.stateColumns()));
        return columns;
    }

    /** The summary as a text that differs exactly where its table would hold something else. */
    public String canonical() {
        return "table=%s by=%s %s"
                .formatted(table, grouping.canonical(), Aggregate.canonical(aggregates));
    }
}
