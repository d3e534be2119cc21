package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;

/** How statements that sum up rows name them: whatever table or selection has them is called so. */
public final class SummedRows {

    /** The name under which statements know the rows that are summed up. */
    public static final String ALIAS = "f";

    private SummedRows() {}

    /** A column of the rows. */
    static String column(String name) {
        return ALIAS + "." + SqlText.quoted(name);
    }
}
