package io.freshet.charts.rendering;

import io.freshet.charts.summary.ListedRows;
import io.freshet.pipeline.RowList;

/** Renders a chart of rows: a list of flat objects. */
final class RowsRenderer implements ChartRenderer {

    private final RowList shape;
    private final ListedRows rows;
    private final int variants;
    private long revision = -1;
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param rows what it is made of
     * @param variants how many other bodies of one rendering are kept
     */
    RowsRenderer(RowList shape, ListedRows rows, int variants) {
        this.shape = shape;
        this.rows = rows;
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        if (revision != rows.revision()) {
            revision = rows.revision();
            last = new RowsRendering(shape, rows.rows(), rows.isComplete(), variants);
        }
        return last;
    }
}
