package io.freshet.aggregator.statement;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import java.util.stream.Collectors;

/**
 * Common table expressions, each with a comma before it, that add differences to what range
 * checksums and summaries hold.
 */
final class MergeSql {

    private MergeSql() {}

    /**
     * Adds to the range checksums of a table.
     *
     * @param selection gives source, number of the range, rows, digest and version
     */
    static String checksums(String table, String selection) {
        return ", checksums as (" + RangeSql.merge(table, selection) + ")\n";
    }

    /**
     * Adds to a summary.
     *
     * @param selection gives source, group, the summary's state columns and version
     */
    static String summary(
            PipelineDefinition pipeline, SummaryDefinition summary, String selection) {
        String columns =
                summary.stateColumns().stream()
                        .map(StateColumn::name)
                        .collect(Collectors.joining(", "));
        String additions =
                summary.stateColumns().stream()
                        .map(column -> "%1$s = s.%1$s + excluded.%1$s".formatted(column.name()))
                        .collect(Collectors.joining(", "));
        return """
               , %1$s as (insert into %2$s as s (%3$s, %4$s, %5$s, %6$s)
                %7$s
                on conflict (%3$s, %4$s) do update set %8$s, %6$s = excluded.%6$s)
               """
                .formatted(
                        SqlText.quoted("into " + summary.name()),
                        SqlText.qualified(pipeline.name(), summary.name()),
                        RowColumns.SOURCE_ID,
                        summary.grouping().column(),
                        columns,
                        SummaryColumns.VERSION,
                        selection,
                        additions);
    }
}
