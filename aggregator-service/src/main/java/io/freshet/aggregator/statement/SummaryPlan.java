package io.freshet.aggregator.statement;

import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import java.util.List;

/**
 * How a summary is computed from rows, by the places of their columns.
 *
 * @param grouping what rows are grouped by
 * @param groupColumn place of the column that rows are grouped by; -1 where it is none of theirs
 * @param aggregates what is kept of a group
 * @param valueColumns per aggregate, the place of its column
 */
public record SummaryPlan(
        Grouping grouping,
        int groupColumn,
        List<Aggregate> aggregates,
        List<Integer> valueColumns) {

    static SummaryPlan of(SummaryDefinition summary, TableDefinition table) {
        List<String> columns = table.columnNames();
        return new SummaryPlan(
                summary.grouping(),
                summary.grouping().declaredColumn().map(columns::indexOf).orElse(-1),
                summary.aggregates(),
                summary.aggregates().stream()
                        .map(aggregate -> columns.indexOf(aggregate.column()))
                        .toList());
    }

    /** The group of a row, a text or a Long as the grouping says; null where it is in none. */
    Object groupOf(UpsertRows rows, int row) {
        String value = groupColumn < 0 ? null : rows.value(groupColumn, row);
        return grouping.ofRow(value, rows.time(row));
    }
}
