package io.freshet.warehouse.layout;

import java.util.List;

/** The columns that every table of rows has, beside those that its definition declares. */
public final class RowColumns {

    /** The source, {@code freshet.source.id}; int. */
    public static final String SOURCE_ID = "source_id";

    /** The row's key in the source; bigint, unique per source. */
    public static final String ROW_KEY = "row_key";

    /** The row's digest as the source computed it; bigint. */
    public static final String ROW_DIGEST = "row_digest";

    /** When the row was committed or first seen; timestamptz, null where nobody can tell. */
    public static final String ROW_TIME = "row_time";

    /** Those that every row is written with, in order. */
    public static final List<String> ALL = List.of(SOURCE_ID, ROW_KEY, ROW_DIGEST, ROW_TIME);

    /** Whether the row counts, where the table says which do; boolean, null for no. */
    public static final String ROW_COUNTS = "row_counts";

    /** Whether the row is set aside and counts nowhere, where that can be; boolean, not null. */
    public static final String ROW_ASIDE = "row_aside";

    private RowColumns() {}
}
