package io.freshet.aggregator.schema;

import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.TimeSql;

/** How the group of a summary table is called and computed. */
public final class SummaryGroup {

    private SummaryGroup() {}

    /** The column that rows are grouped by, beside the source. */
    public static String group(SummaryDefinition summary) {
        return summary.grouping() instanceof Grouping.ByColumn by
                ? by.column()
                : SummaryColumns.BUCKET;
    }

    /** The type of {@link #group}. */
    public static String groupType(SummaryDefinition summary) {
        return summary.grouping() instanceof Grouping.ByColumn ? "text" : "timestamptz";
    }

    /** An expression for a row's group; null where the row is in none. */
    public static String groupExpression(SummaryDefinition summary) {
        Grouping grouping = summary.grouping();
        if (grouping instanceof Grouping.ByTime time) {
            return TimeSql.bucketOf(RowColumns.ROW_TIME, time.minutes());
        }
        return SqlText.quoted(group(summary));
    }
}
