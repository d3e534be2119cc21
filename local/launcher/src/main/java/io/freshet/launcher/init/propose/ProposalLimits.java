package io.freshet.launcher.init.propose;

/** How much is proposed to begin with. */
public final class ProposalLimits {

    /** Tables that are read; further ones are named in a comment. */
    public static final int TABLES = 24;

    /** Columns of a table that are read; of a wider one, those that tell most. */
    public static final int COLUMNS = 40;

    /** Charts of all tables together. */
    public static final int CHARTS = 24;

    /** Charts of one table. */
    public static final int CHARTS_OF_TABLE = 5;

    /** Different values, at the most, of a column that rows are grouped by. */
    public static final int GROUPS = 40;

    /** Groups that a chart shows; those beyond are put together. */
    public static final int GROUPS_SHOWN = 12;

    /** Rows, about, of a table whose names break down the rows that lead to it. */
    public static final int ROWS_OF_NAMES = 2_000;

    /** Columns, at the most, that are shown of the latest rows. */
    public static final int CELLS = 8;

    /** Columns of a table that are written as comments; further ones are counted only. */
    public static final int COMMENTED_COLUMNS = 60;

    private ProposalLimits() {}
}
