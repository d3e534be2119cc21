package io.freshet.charts.rendering;

import io.freshet.charts.summary.ListedRows;

/** What a chart of rows is made of, and nothing else. */
public final class RowsMaterial extends NoMaterial {

    private final ListedRows rows;

    /**
     * @param rows the rows of any chart
     */
    public RowsMaterial(ListedRows rows) {
        this.rows = rows;
    }

    @Override
    public ListedRows rows(String chart) {
        return rows;
    }
}
