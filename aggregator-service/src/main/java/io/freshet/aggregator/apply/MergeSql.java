package io.freshet.aggregator.apply;

import io.freshet.aggregator.schema.SqlName;
import io.freshet.aggregator.schema.SummaryColumns;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;

/**
 * Common table expressions, each with a comma before it, that add differences to what ledger and
 * summaries hold.
 */
final class MergeSql {

    // 2^63 and 2^64: the ledger keeps sums of digests as signed 64-bit numbers would wrap around.
    private static final String HALF = "9223372036854775808";
    private static final String WHOLE = "18446744073709551616";

    private MergeSql() {}

    /**
     * Adds to the ledger of a table.
     *
     * @param selection gives source_id, range_number, rows, digest and version
     */
    static String ledger(String table, String selection) {
        return """
               , ledger as (insert into freshet.key_range as k
                 (source_id, table_name, range_number, rows, digest, version)
                select source_id, %s, range_number, rows, %s, version from (%s) d
                on conflict (source_id, table_name, range_number) do update set
                 rows = k.rows + excluded.rows, digest = %s, version = excluded.version)
               """
                .formatted(
                        SqlName.literal(table),
                        wrapped("digest"),
                        selection,
                        wrapped("(k.digest + excluded.digest)"));
    }

    /**
     * Adds to a summary.
     *
     * @param selection gives source_id, the group, rows, count and sum of each summed column, and
     *     version
     */
    static String summary(
            PipelineDefinition pipeline, SummaryDefinition summary, String selection) {
        String group = SqlName.quoted(SummaryColumns.group(summary));
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
                        SqlName.quoted("into " + summary.name()),
                        SqlName.qualified(pipeline.name(), summary.name()),
                        columns,
                        selection,
                        group,
                        updates);
    }

    private static String wrapped(String number) {
        return "mod(mod(%1$s + %2$s, %3$s) + %3$s, %3$s) - %2$s".formatted(number, HALF, WHOLE);
    }
}
