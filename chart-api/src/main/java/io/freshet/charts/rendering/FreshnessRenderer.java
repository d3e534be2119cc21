package io.freshet.charts.rendering;

import io.freshet.charts.source.Sources;
import io.freshet.pipeline.ChartShape;
import java.time.Clock;
import java.util.function.IntToLongFunction;

/** Renders a chart of how fresh each source of a pipeline is. */
public final class FreshnessRenderer implements ChartRenderer {

    private final String pipeline;
    private final ChartShape.Freshness shape;
    private final IntToLongFunction rows;
    private final Sources sources;
    private final Clock clock;
    private final int variants;

    /**
     * @param pipeline name of the pipeline definition
     * @param shape how the chart is built
     * @param rows gives the number of a source's rows
     * @param sources how the sources stand
     * @param variants how many filtered bodies of one rendering are kept
     */
    public FreshnessRenderer(
            String pipeline,
            ChartShape.Freshness shape,
            IntToLongFunction rows,
            Sources sources,
            Clock clock,
            int variants) {
        this.pipeline = pipeline;
        this.shape = shape;
        this.rows = rows;
        this.sources = sources;
        this.clock = clock;
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        return new FreshnessRendering(
                sources.ages(pipeline, shape.label(), rows), shape.rows(), clock, variants);
    }
}
