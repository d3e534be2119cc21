package io.freshet.aggregator.apply;

import io.freshet.aggregator.schema.SummaryGroup;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;

/**
 * Common table expressions, each with a comma before it, that add differences to what ledger and
 * summaries hold.
 */
final class MergeSql {

    private MergeSql() {}

    /**
     * Adds to the ledger of a table.
     *
     * @param selection gives source, number of the range, rows, digest and version
     */
    static String ledger(String table, String selection) {
        return ", ledger as (" + RangeSql.merge(table, selection) + ")\n";
    }

    /**
     * Adds to a summary.
     *
     * @param selection gives source_id, the group, rows, count and sum of each summed column, and
     *     version
     */
    static String summary(
            PipelineDefinition pipeline, SummaryDefinition summary, String selection) {
        String group = SqlText.quoted(SummaryGroup.group(summary));
        StringBuilder columns = new StringBuilder("source_id, " + group + ", rows");
        StringBuilder updates = new StringBuilder("rows = s.rows + excluded.rows");
        for (String sum : summary.sums()) {
            String count = SummaryColumns.count(sum);
            String total = SummaryColumns.sum(sum);
            columns.append(", ").append(count).append(", ").append(total);
            updates.append(", %1$s = s.%1$s + excluded.%1$s".formatted(count));
            updates.append(", %1$s = s.%1$s + excluded.%1$s".formatted(total));
        }
        return """
               , %s as (insert into %s as s (%s, version)
                %s
                on conflict (source_id, %s) do update set %s, version = excluded.version)
               """
                .formatted(
                        SqlText.quoted("into " + summary.name()),
                        SqlText.qualified(pipeline.name(), summary.name()),
                        columns,
                        selection,
                        group,
                        updates);
    }
}
