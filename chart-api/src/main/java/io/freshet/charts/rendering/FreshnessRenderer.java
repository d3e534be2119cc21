package io.freshet.charts.rendering;

import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.ChartShape;
import java.time.Clock;

/** Renders a chart of how fresh each source of a pipeline is. */
public final class FreshnessRenderer implements ChartRenderer {

    private final String pipeline;
    private final ChartShape.Freshness shape;
    private final Summary<?> summary;
    private final Sources sources;
    private final Clock clock;
    private final int variants;

    /**
     * @param pipeline name of the pipeline definition
     * @param shape how the chart is built
     * @param summary where the numbers of rows are taken from
     * @param sources how the sources stand
     * @param variants how many filtered bodies of one rendering are kept
     */
    public FreshnessRenderer(
            String pipeline,
            ChartShape.Freshness shape,
            Summary<?> summary,
            Sources sources,
            Clock clock,
            int variants) {
        this.pipeline = pipeline;
        this.shape = shape;
        this.summary = summary;
        this.sources = sources;
        this.clock = clock;
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        return new FreshnessRendering(
                sources.ages(pipeline, shape.label(), summary::rowsOf),
                shape.rows(),
                clock,
                variants);
    }
}
