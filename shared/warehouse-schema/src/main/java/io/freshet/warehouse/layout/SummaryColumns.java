package io.freshet.warehouse.layout;

import java.util.Set;

/** The columns of summary tables, beside {@link RowColumns#SOURCE_ID} and the group. */
public final class SummaryColumns {

    /** How many rows the group has; bigint, 0 where it has none any more. */
    public static final String ROWS = "rows";

    /** The source's version that last changed the row; bigint. */
    public static final String VERSION = "version";

    /** The group of a summary by time: when the bucket begins; timestamptz. */
    public static final String BUCKET = "bucket";

    private SummaryColumns() {}

    /** The column, in quotes, with the number of rows that have a value of {@code column}. */
    public static String count(String column) {
        return SqlText.quoted(ShortName.of(column + "_count"));
    }

    /** The column, in quotes, with the exact sum of the values of {@code column}; numeric. */
    public static String sum(String column) {
        return SqlText.quoted(ShortName.of(column + "_sum"));
    }

    /** The column, in quotes, with the exact sum of the squares of {@code column}; numeric. */
    public static String squares(String column) {
        return SqlText.quoted(ShortName.of(column + "_squares"));
    }

    /** The group of a summary by several things: a JSON array of them; text. */
    public static final String GROUP = "g";

    /** Names that a declared column may not have, as the warehouse's tables use them. */
    public static Set<String> reserved() {
        return Set.of(
                RowColumns.SOURCE_ID,
                RowColumns.ROW_KEY,
                RowColumns.ROW_DIGEST,
                RowColumns.ROW_TIME,
                RowColumns.ROW_COUNTS,
                RowColumns.ROW_ASIDE,
                ROWS,
                VERSION,
                BUCKET);
    }
}
