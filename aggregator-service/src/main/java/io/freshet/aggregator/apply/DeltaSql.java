package io.freshet.aggregator.apply;

import io.freshet.aggregator.schema.SummaryGroup;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.KeyRanges;
import io.freshet.warehouse.layout.SqlText;

/**
 * The part of a statement that carries changes of rows into ledger and summaries. It reads a common
 * table expression {@code delta} (source_id, row_key, row_digest, row_time, columns…, added) with a
 * row for each state that came and for each that went, and {@code target} (source_id, version).
 */
final class DeltaSql {

    private final PipelineDefinition pipeline;
    private final TableDefinition table;

    DeltaSql(PipelineDefinition pipeline, TableDefinition table) {
        this.pipeline = pipeline;
        this.table = table;
    }

    /** Further common table expressions, each with a comma before it. */
    String text() {
        StringBuilder sql = new StringBuilder(MergeSql.ledger(table.name(), ledger()));
        for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
            sql.append(MergeSql.summary(pipeline, summary, summary(summary)));
        }
        return sql.toString();
    }

    // Grouped first and joined then: the rows are many, the groups few.
    private static String ledger() {
        return """
               select source_id, number, n, digest, version from (
                select source_id, %s as number, %s as n, %s as digest
                from delta group by 1, 2) g join target using (source_id)"""
                .formatted(
                        KeyRanges.numberOf("row_key"),
                        change("count(*)"),
                        change("sum(row_digest)"));
    }

    private static String summary(SummaryDefinition summary) {
        StringBuilder inner = new StringBuilder(change("count(*)")).append(" as n");
        StringBuilder outer = new StringBuilder("n");
        for (int index = 0; index < summary.sums().size(); index++) {
            String column = SqlText.quoted(summary.sums().get(index));
            inner.append(", %s as c%d".formatted(change("count(" + column + ")"), index));
            inner.append(", %s as s%d".formatted(change("sum(" + column + ")"), index));
            outer.append(", c%1$d, s%1$d".formatted(index));
        }
        String grouped =
                summary.grouping() instanceof Grouping.ByTime
                        ? "row_time"
                        : SqlText.quoted(SummaryGroup.group(summary));
        return """
               select source_id, g, %s, version from (
                select source_id, %s as g, %s from delta where %s is not null group by 1, 2) g
               join target using (source_id)"""
                .formatted(outer, SummaryGroup.groupExpression(summary), inner, grouped);
    }

    private static String change(String aggregate) {
        return "coalesce(%1$s filter (where added), 0) - coalesce(%1$s filter (where not added), 0)"
                .formatted(aggregate);
    }
}
