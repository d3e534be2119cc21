package io.freshet.aggregator.schema;

import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;

/** How the columns of a summary table are called and computed. */
public final class SummaryColumns {

    /** Column of a summary by time: when the bucket begins. */
    public static final String BUCKET = "bucket";

    private SummaryColumns() {}

    /** The column that rows are grouped by, beside the source. */
    public static String group(SummaryDefinition summary) {
        return summary.grouping() instanceof Grouping.ByColumn by ? by.column() : BUCKET;
    }

    /** The type of {@link #group}. */
    public static String groupType(SummaryDefinition summary) {
        return summary.grouping() instanceof Grouping.ByColumn ? "text" : "timestamptz";
    }

    /** An expression for a row's group; null where the row is in none. */
    public static String groupExpression(SummaryDefinition summary) {
        Grouping grouping = summary.grouping();
        if (grouping instanceof Grouping.ByTime time) {
            return "date_bin('%d minutes', row_time, timestamptz 'epoch')"
                    .formatted(time.minutes());
        }
        return SqlName.quoted(group(summary));
    }

    /** The column with the number of rows that have a value of {@code column}. */
    public static String count(String column) {
        return SqlName.quoted(column + "_count");
    }

    /** The column with the exact sum of the values of {@code column}. */
    public static String sum(String column) {
        return SqlName.quoted(column + "_sum");
    }
}
