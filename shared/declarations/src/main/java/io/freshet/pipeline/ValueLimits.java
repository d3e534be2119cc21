package io.freshet.pipeline;

/** How long values may be, in characters, and how many there may be of a row. */
public final class ValueLimits {

    /**
     * Values this long were cut by the poller, so that nobody knows what they were: such a number
     * is quarantined.
     */
    public static final int CUT_LENGTH = 4_096;

    /** A longer code is quarantined without being matched. */
    public static final int LONGEST_CODE = 256;

    /**
     * A longer value is quarantined where rows are grouped by it: it is part of an index entry,
     * which must stay small.
     */
    public static final int LONGEST_GROUP = 256;

    /**
     * Columns of a table; a definition with more is refused. What is compared holds each column's
     * old and new value, and a PostgreSQL result has at most 1,664 columns.
     */
    public static final int MOST_COLUMNS = 800;

    /**
     * Derived columns of a table; a definition with more is refused. They have their place in the
     * same result.
     */
    public static final int MOST_DERIVED = 50;

    /**
     * Different combinations of what requests may choose by that a chart of rows can have. Where
     * there are more, requests that choose are refused.
     */
    public static final int MOST_CLASSES = 1_000;

    /**
     * Rows of a chart of rows that are held for requests that choose: divided by its limit, the
     * most combinations, where that is less than {@link #MOST_CLASSES}.
     */
    public static final int MOST_ROWS_OF_CLASSES = 20_000;

    private ValueLimits() {}
}
