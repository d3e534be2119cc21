package io.freshet.charts.rendering;

import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.ChartShape;

/** Renders a chart of all rows of a summary. */
public final class TotalRenderer implements ChartRenderer {

    private final ChartShape.Total shape;
    private final Summary<?> summary;
    private long revision = -1;
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param summary what it is made of
     */
    public TotalRenderer(ChartShape.Total shape, Summary<?> summary) {
        this.shape = shape;
        this.summary = summary;
    }

    @Override
    public Rendering render() {
        if (revision != summary.revision()) {
            revision = summary.revision();
            last = FixedRendering.total(shape.body(), summary.total());
        }
        return last;
    }
}
